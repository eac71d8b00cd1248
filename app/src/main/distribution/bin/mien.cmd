@echo off
rem Runs Mien. Works from any folder.
setlocal
set "HOME_DIR=%~dp0.."
set "SETTINGS=%HOME_DIR%\lib\launcher"
set "CLASSES=%HOME_DIR%\lib\*"
set "NATIVE=%HOME_DIR%\lib\native"
rem Not called: the next script takes over, with the arguments as they were typed.
"%SETTINGS%\start.cmd" %*
