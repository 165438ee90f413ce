// Notifications of this browser: what is so here, and turning them on.

import { worker } from "./app.js";

const form = document.getElementById("device");
const SILENT_MS = 60_000;
let state = "";

function become(name) {
  state = name;
  for (const node of form.querySelectorAll("[data-state]")) node.hidden = node.dataset.state !== name;
  for (const node of form.querySelectorAll("[data-when]")) node.hidden = !node.dataset.when.split(" ").includes(name);
}

const isApple = /iPhone|iPad/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
const isApp = navigator.standalone || matchMedia("(display-mode: standalone)").matches;

/** The id under which the desk knows a subscription. */
async function methodOf(subscription) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
  return `push-${Array.from(new Uint8Array(digest), (one) => one.toString(16).padStart(2, "0")).join("").slice(0, 10)}`;
}

async function subscription() {
  const registration = await worker;
  return registration?.pushManager?.getSubscription() ?? null;
}

async function look() {
  if (!isSecureContext) return become("insecure");
  if (isApple && !isApp && !("PushManager" in window)) return become("ios");
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return become("unsupported");
  if (!navigator.onLine) return become("offline");
  if (Notification.permission === "denied") return become("denied");
  become("looking");
  const found = await subscription();
  const here = found && document.querySelector(`[data-method="${await methodOf(found)}"]`);
  if (here) here.querySelector("[data-here]").hidden = false;
  become(here && Notification.permission === "granted" ? "on" : "off");
}

async function subscribe() {
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: form.dataset.key };
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error;
    await (await pushManager.getSubscription())?.unsubscribe(); // it was made for another key
    return pushManager.subscribe(options);
  }
}

async function send(made) {
  const body = new URLSearchParams(new FormData(form));
  body.set("act", "add");
  body.set("subscription", JSON.stringify(made));
  const answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer) return become("offline");
  if (!answer.ok) return become("failed");
  become("sent");
  setTimeout(() => state === "sent" && become("silent"), SILENT_MS);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  become("asking");
  const allowed = await Notification.requestPermission();
  if (allowed !== "granted") return become(allowed === "denied" ? "denied" : "off");
  try {
    await send(await subscribe());
  } catch {
    become("failed");
  }
});

// Turning this browser off ends its subscription as well: nothing is sent to it any more, by anybody.
for (const off of document.querySelectorAll("form[data-off]")) {
  off.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await subscription();
    const others = document.querySelectorAll(`[data-method="${off.elements.method.value}"]`).length > 1;
    if (found && !others && (await methodOf(found)) === off.elements.method.value) await found.unsubscribe().catch(() => {});
    off.submit();
  });
}

// The service worker says that something arrived: a trial that was awaited has made this browser a device.
navigator.serviceWorker?.addEventListener("message", (event) => {
  if (event.data?.from === "sw" && ["sent", "silent"].includes(state)) location.replace(`${location.pathname}?done=on`);
});
addEventListener("online", look);
addEventListener("offline", () => become("offline"));
look();
