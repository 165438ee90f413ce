// The desk as an app: the service worker, the offer to install, and the number on the icon.

import { say } from "./toasts.js";

const words = document.querySelector("meta[name=app-words]").dataset;
const OFFERED = "otklik-install-offered";

/** The worker's registration; null where the browser has none. */
export const worker = "serviceWorker" in navigator ? navigator.serviceWorker.register("/sw.js", { scope: "/" }).catch(() => null) : Promise.resolve(null);

// Taps that waited for a connection are sent by the worker; a page tells it when there is one.
async function nudge() {
  (await worker)?.active?.postMessage({ to: "sw" });
}
addEventListener("online", nudge);
nudge();

// Offered once in this browser, by ourselves: the browser's own banner comes when it likes.
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  if (localStorage.getItem(OFFERED)) return;
  localStorage.setItem(OFFERED, "1");
  say({ text: words.install, stay: true, close: words.close, act: { word: words.installDo, run: () => event.prompt() } });
});

// The icon bears the number that the desk shows: orders that nobody took.
const count = document.querySelector("[data-tab-count=free]");
function badge() {
  const n = Number.parseInt(count.textContent, 10) || 0;
  if (n) navigator.setAppBadge(n).catch(() => {});
  else navigator.clearAppBadge().catch(() => {});
}
if (count && "setAppBadge" in navigator) {
  new MutationObserver(badge).observe(count, { childList: true, characterData: true, subtree: true });
  badge();
}
