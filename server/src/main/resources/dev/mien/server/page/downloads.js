/** Files for the visitor, and commands for a terminal. */

/**
 * Lets the browser save a file.
 *
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read the file by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * The same request as a command.
 *
 * @param {string} file
 * @param {URL} url
 * @param {boolean} withToken whether the server asks for one; it stands as a variable, not in the text
 */
export function curl(file, url, withToken) {
  const part = `file=@"${file.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const header = withToken ? ' -H "Authorization: Bearer $MIEN_TOKEN"' : "";
  return `curl${header} -F ${shell(part)} ${shell(url.href)}`;
}

/** @param {string} text */
function shell(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * The name of a file without its ending.
 *
 * @param {string} name
 */
export function stem(name) {
  return name.replace(/\.[^.]*$/, "") || "photo";
}
