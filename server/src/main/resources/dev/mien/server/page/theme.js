// Runs before the page is painted, so that a chosen theme does not flash. main.js has the switch.
(() => {
  try {
    const theme = localStorage.getItem("mien-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // A browser may refuse storage. Then the system's theme stays.
  }
})();
