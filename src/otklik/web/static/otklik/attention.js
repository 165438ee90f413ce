// For how long somebody has an order in sight: told to the server, which counts what can be true. A page in the background
// or without a sign of life for two minutes is not attention.

const IDLE_MS = 120_000;
const TELL_MS = 60_000;
const SIGNS = ["pointermove", "pointerdown", "keydown", "scroll"];
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
let aliveAt = performance.now();
let lastAt = performance.now();
let address = "";
let seconds = 0;

function send() {
  const whole = Math.floor(seconds);
  if (!address || whole < 1) return;
  seconds -= whole;
  const body = new FormData();
  body.set("seconds", String(whole));
  body.set("csrfmiddlewaretoken", token());
  navigator.sendBeacon(address, body);
}

function count(find) {
  const at = performance.now();
  const passed = (at - lastAt) / 1000;
  lastAt = at;
  const wanted = find();
  if (wanted !== address) {
    send();
    address = wanted;
    seconds = 0;
  } else if (address && !document.hidden && at - aliveAt < IDLE_MS) seconds += Math.min(passed, 2);
}

/** Watch; `find` gives the address to which the present order's seconds are told, empty = none is in sight. */
export function watch(find) {
  for (const sign of SIGNS) addEventListener(sign, () => { aliveAt = performance.now(); }, { passive: true, capture: true });
  setInterval(() => count(find), 1000);
  setInterval(send, TELL_MS);
  document.addEventListener("visibilitychange", () => document.hidden && send());
  addEventListener("pagehide", send);
}
