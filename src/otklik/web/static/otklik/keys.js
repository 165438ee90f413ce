// The keyboard, by the place of a key and not by its letter: it works in ЙЦУКЕН as in Latin. Silent in fields, while a
// dialog is open, and where somebody switched it off (WCAG 2.1.4).

const OFF = "otklik-keys-off";
const SEQUENCE_MS = 1500;
let chordAt = 0;

export function areOff() {
  return localStorage.getItem(OFF) === "1";
}

export function switchOff(off) {
  if (off) localStorage.setItem(OFF, "1");
  else localStorage.removeItem(OFF);
}

function isField(node) {
  return node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)) && !/^(checkbox|radio)$/.test(node.type ?? "");
}

/**
 * Listen. `acts` by code: KeyJ, Enter, …; `Digit` gets the number of a digit key; `Go` gets the code after G; `Search`,
 * `Help` and `Escape` are what they say. An act that gives false did nothing, and the browser goes on.
 */
export function listen(acts) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const run = (act, ...what) => {
      if (act && act(...what) !== false) event.preventDefault();
    };
    if (event.code === "KeyK" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return run(acts.Search);
    if (event.code === "Escape") return run(acts.Escape);
    if (areOff() || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (document.querySelector("dialog[open], .modal.open")) return;
    if (event.code === "Slash") return run(event.shiftKey ? acts.Help : acts.Search);
    if (event.shiftKey || event.repeat && !/^(KeyJ|KeyK|Arrow)/.test(event.code)) return;
    if (chordAt && event.timeStamp - chordAt < SEQUENCE_MS) {
      chordAt = 0;
      return run(acts.Go, event.code);
    }
    chordAt = 0;
    if (event.code === "KeyG") {
      chordAt = event.timeStamp;
      return;
    }
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    if (digit) return run(acts.Digit, Number(digit[1]));
    if (event.code === "Enter" && event.target.closest?.("a, button, summary, label")) return;
    run(acts[event.code]);
  });
}
