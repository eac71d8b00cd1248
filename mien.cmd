@echo off
rem Builds Mien with Maven on first use, then runs it. Works from any folder.
setlocal
set "HOME_DIR=%~dp0"
rem Java's options and the environment, which the benchmarks read too.
set "SETTINGS=%HOME_DIR%app\src\main\launcher"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
if not exist "%HOME_DIR%app\target\launcher.stamp" (
  echo mien: building ^(the first time fetches libraries, about 240 MB; later starts skip this^) 1>&2
  pushd "%HOME_DIR%"
  call mvn -B -ntp -q -Pquick package
  if errorlevel 1 (popd & echo mien: the build failed; its messages stand above 1>&2 & exit /b 1)
  popd
  type nul > "%HOME_DIR%app\target\launcher.stamp"
)
for /f "usebackq eol=# tokens=1,* delims==" %%n in ("%SETTINGS%\environment") do if not defined %%n set "%%n=%%o"
"%JAVA%" "@%SETTINGS%\java.options" %MIEN_JAVA_OPTIONS% -cp "%HOME_DIR%app\target\mien-app.jar;%HOME_DIR%app\target\lib\*" dev.mien.cli.Main %*
exit /b %errorlevel%
