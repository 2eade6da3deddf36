// Prints a document that the program rendered, from a frame of its own, with or without a network.

const STYLE = /<style>(.*?)<\/style>/s;

/** The style goes in as a sheet of the frame: the page's policy allows no style element. */
function fill(frame, html) {
  const source = new DOMParser().parseFromString(html.replace(STYLE, ''), 'text/html');
  const page = frame.contentDocument;
  const sheet = new frame.contentWindow.CSSStyleSheet();
  sheet.replaceSync(STYLE.exec(html)?.[1] ?? '');
  page.adoptedStyleSheets = [sheet];
  page.documentElement.lang = source.documentElement.lang;
  page.title = source.title;
  page.body.replaceChildren(...[...source.body.childNodes].map((node) => page.adoptNode(node)));
}

export function printDocument(html) {
  document.getElementById('print')?.remove();
  const frame = document.createElement('iframe');
  frame.id = 'print';
  frame.title = 'Document to print';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  document.body.append(frame);
  fill(frame, html);
  // The file that a browser prints into is named after the page, not after the frame.
  const title = document.title;
  document.title = frame.contentDocument.title;
  frame.contentWindow.addEventListener('afterprint', () => { document.title = title; });
  frame.contentWindow.focus();
  frame.contentWindow.print();
}
