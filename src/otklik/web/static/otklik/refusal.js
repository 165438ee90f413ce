// The dialog of refusal: its steps are shown in place, and what the gate says is read anew while one looks.

const EVERY_MS = 20000;
const place = () => document.querySelector("[data-refusal]");
const inDialog = () => document.getElementById("refuse");
let newest = 0; // of the steps that were asked for: an older answer that comes later shows nothing

/** Focus the step's heading, so that it is read and the keys go on from there. */
export function lead() {
  place()?.querySelector("#rf")?.focus({ preventScroll: true });
}

async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html", "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-step]");
}

async function go(address) {
  const ticket = ++newest;
  const step = await read(address);
  if (ticket !== newest) return;
  if (!step) return location.assign(address);
  place().replaceChildren(step);
  inDialog()?.scrollTo({ top: 0 });
  lead();
}

// What was typed stays: only what the gate says is put in anew.
async function refresh() {
  const step = place()?.querySelector("[data-again]");
  if (!step?.checkVisibility() || document.hidden) return;
  const fresh = await read(step.dataset.again);
  if (!fresh || !step.isConnected) return;
  for (const part of fresh.querySelectorAll("[data-gate]")) {
    const old = step.querySelector(`[data-gate="${part.dataset.gate}"]`);
    if (!old || old.innerHTML === part.innerHTML) continue;
    const focused = old.contains(document.activeElement);
    old.replaceChildren(...part.childNodes);
    if (focused) lead();
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#refuse a[data-next]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.href);
});
// Whoever comes back from a call sees at once what it changed.
document.addEventListener("visibilitychange", refresh);
addEventListener("focus", refresh);
setInterval(refresh, EVERY_MS);
