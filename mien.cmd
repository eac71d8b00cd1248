@echo off
rem Builds Mien with Maven on first use, then runs it. Works from any folder.
setlocal
set "HOME_DIR=%~dp0"
rem What every launcher shares: the start of Java, its options and the environment.
set "SETTINGS=%HOME_DIR%app\src\main\launcher"
if not exist "%HOME_DIR%app\target\launcher.stamp" (
  echo mien: building ^(the first time fetches libraries, about 240 MB; later starts skip this^) 1>&2
  pushd "%HOME_DIR%"
  call mvn -B -ntp -q -Pquick package
  if errorlevel 1 (popd & echo mien: the build failed; its messages stand above 1>&2 & exit /b 1)
  popd
  type nul > "%HOME_DIR%app\target\launcher.stamp"
)
set "CLASSES=%HOME_DIR%app\target\mien-app.jar;%HOME_DIR%app\target\lib\*"
set "NATIVE=%HOME_DIR%app\target\native\ai\onnxruntime\native\win-x64"
rem Not called: the next script takes over, with the arguments as they were typed.
"%SETTINGS%\start.cmd" %*
