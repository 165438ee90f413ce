// The desk's time in the browser: the server says an instant and how fast time runs, the browser ticks from there.
// All instants are seconds since 1970, spans of working time are [[from, to], …] in order, without overlaps.

let said = { now: 0, speed: 1, at: 0 };

/** Learn what the server says: an instant, and how many seconds pass in one (0 = time stands). */
export function set({ now, speed }) {
  said = { now, speed, at: performance.now() };
}

/** The desk's present instant. */
export function now() {
  return said.now + ((performance.now() - said.at) / 1000) * said.speed;
}

/** How fast time runs; 0 = it stands. */
export function speed() {
  return said.speed;
}

/** Spans of a text such as "1000-2000,3000-4000"; none for an empty one. */
export function spansOf(text) {
  return (text || "")
    .split(",")
    .filter(Boolean)
    .map((span) => span.split("-").map(Number));
}

/** Seconds of working time from one instant to another, 0 if the other is earlier. */
export function workingBetween(fromS, toS, spans) {
  return spans.reduce((sum, [s, e]) => sum + Math.max(0, Math.min(e, toS) - Math.max(s, fromS)), 0);
}

/** Working seconds that are left until an instant; negative once it has passed: so much work has been lost since. */
export function workingLeft(nowS, untilS, spans) {
  const left = workingBetween(nowS, untilS, spans) - workingBetween(untilS, nowS, spans);
  return left || 0;
}

/** Whether an instant lies in working time; the end of a span does not. */
export function isOpen(atS, spans) {
  return spans.some(([s, e]) => s <= atS && atS < e);
}

const { dataset } = document.body;
set({ now: Number(dataset.now ?? Date.now() / 1000), speed: Number(dataset.speed ?? 1) });
document.addEventListener("otklik:clock", ({ detail }) => set({ now: detail.now_s, speed: detail.speed }));
