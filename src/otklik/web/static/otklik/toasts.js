// What the screen says after an act: a sentence, perhaps with one thing to do about it.

const place = document.getElementById("said");

/**
 * Say a sentence.
 * text: the sentence; more: a second one; tone: "" or "failed"; act: {word, run, until}: a button, `until()` gives the
 * seconds that it lasts, or none; stay: whether it stays until it is closed.
 */
export function say({ text, more = "", tone = "", act = null, stay = false, close = "×" }) {
  const toast = document.createElement("div");
  toast.className = `toast${tone ? ` is-${tone}` : ""}`;
  const words = toast.appendChild(document.createElement("span"));
  words.className = "grow";
  words.textContent = text;
  if (more) {
    const second = words.appendChild(document.createElement("span"));
    second.className = "toast-more";
    second.textContent = more;
  }
  const done = () => {
    clearInterval(timer);
    toast.remove();
  };
  let timer = 0;
  if (act) {
    const button = toast.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "btn";
    button.textContent = act.word;
    button.addEventListener("click", () => {
      done();
      act.run();
    });
    if (act.until) timer = countDown(button, act, done);
  }
  if (stay) {
    const shut = toast.appendChild(document.createElement("button"));
    shut.type = "button";
    shut.className = "btn";
    shut.textContent = close;
    shut.addEventListener("click", done);
  } else if (!act?.until) timer = setTimeout(done, act ? 10_000 : 6_000);
  place.append(toast);
  while (place.children.length > 3) place.firstElementChild.remove();
  return done;
}

function countDown(button, act, done) {
  const left = button.appendChild(document.createElement("span"));
  left.className = "num";
  left.ariaHidden = "true";
  const tick = () => {
    const seconds = Math.ceil(act.until());
    if (seconds <= 0) return done();
    left.textContent = ` ${seconds}`;
  };
  tick();
  return setInterval(tick, 250);
}

/** Close what stands there; whether anything did. */
export function clear() {
  const any = place.children.length > 0;
  place.replaceChildren();
  return any;
}
