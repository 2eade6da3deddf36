// What was opened is closed at the end of a walk, whatever happened in it.
const opened = [];

/// Has `close` called when the walk ends.
export function closes(close) {
  opened.push(close);
}

/// Closes everything that is still open, the newest first.
export async function close_all() {
  while (opened.length > 0) await opened.pop()();
}
