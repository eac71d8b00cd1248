@echo off
rem Builds Mien with Maven on first use, then runs it. Works from any folder.
setlocal
set "HOME_DIR=%~dp0"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
if not exist "%HOME_DIR%app\target\launcher.stamp" (
  echo mien: building ^(the first time fetches libraries, about 240 MB; later starts skip this^) 1>&2
  pushd "%HOME_DIR%"
  call mvn -B -ntp -q -Pquick package
  if errorlevel 1 (popd & echo mien: the build failed; its messages stand above 1>&2 & exit /b 1)
  popd
  type nul > "%HOME_DIR%app\target\launcher.stamp"
)
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
"%JAVA%" --enable-native-access=ALL-UNNAMED -XX:+UseParallelGC -XX:GCTimeRatio=9 -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 %MIEN_JAVA_OPTIONS% -cp "%HOME_DIR%app\target\classes;%HOME_DIR%core\target\classes;%HOME_DIR%recognition\target\classes;%HOME_DIR%media\target\classes;%HOME_DIR%training\target\classes;%HOME_DIR%experiment\target\classes;%HOME_DIR%app\target\lib\*" dev.mien.cli.Main %*
exit /b %errorlevel%
