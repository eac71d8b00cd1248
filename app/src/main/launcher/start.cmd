@echo off
rem Starts Java. A launcher has set SETTINGS, the folder of this file; CLASSES, Java's class path; and NATIVE, the folder of
rem ONNX Runtime's libraries.
set "JAVA="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA for %%j in (java.exe) do set "JAVA=%%~$PATH:j"
if not defined JAVA (echo mien: no Java found. Install a JDK of version 17 or later, or set JAVA_HOME 1>&2 & exit /b 1)

rem A java outside a JDK may be a program that chooses one. Its version is not known then, and 17 is assumed.
set "VERSION=17"
for %%j in ("%JAVA%") do set "RELEASE=%%~dpj..\release"
if exist "%RELEASE%" for /f "usebackq tokens=1,2 delims==" %%n in ("%RELEASE%") do if "%%n"=="JAVA_VERSION" for /f "delims=.-+" %%v in ("%%~o") do set "VERSION=%%v"
if %VERSION% lss 17 (echo mien: "%JAVA%" is of Java %VERSION%. Mien needs version 17 or later: install one, or set JAVA_HOME to its folder 1>&2 & exit /b 1)

rem Protocol Buffers use sun.misc.Unsafe, of which Java 24 and later warn. Older ones do not know the option.
set "UNSAFE="
if %VERSION% geq 24 set "UNSAFE=--sun-misc-unsafe-memory-access=allow"

for /f "usebackq eol=# tokens=1,* delims==" %%n in ("%SETTINGS%\environment") do if not defined %%n set "%%n=%%o"
"%JAVA%" "@%SETTINGS%\java.options" %UNSAFE% "-XX:ErrorFile=%TEMP%\mien-crash-%%p.log" "-Donnxruntime.native.path=%NATIVE%" %MIEN_JAVA_OPTIONS% -cp "%CLASSES%" dev.mien.cli.Main %*
exit /b %errorlevel%
