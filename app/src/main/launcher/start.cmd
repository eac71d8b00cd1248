@echo off
rem Starts Java. A launcher has set SETTINGS, the folder of this file; CLASSES, Java's class path; and NATIVE, the folder of
rem ONNX Runtime's libraries.
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
for /f "usebackq eol=# tokens=1,* delims==" %%n in ("%SETTINGS%\environment") do if not defined %%n set "%%n=%%o"
"%JAVA%" "@%SETTINGS%\java.options" "-Donnxruntime.native.path=%NATIVE%" %MIEN_JAVA_OPTIONS% -cp "%CLASSES%" dev.mien.cli.Main %*
exit /b %errorlevel%
