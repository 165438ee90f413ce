// The service worker: shows notifications, sends what is tapped on them, and has a page for when there is no connection.
// `BUILD` is the first line of the script as the desk serves it: {version, offline: {ru, en}, files}.
//
// Nothing of anybody's is kept: the cache holds `BUILD.files` alone. What was tapped without a connection waits in this
// browser's own database and is sent later, with how long ago it was tapped.

/* global BUILD */
const CACHE = `otklik-${BUILD.version}`;
const SYNC = "otklik-taps";
const LOOK = { icon: "/static/otklik/icon-192.png", badge: "/static/otklik/badge-96.png" };
const WAITING = {
  ru: ["Нет связи, запомнили", "Отправим, как только появится сеть"],
  en: ["No connection, kept", "It is sent as soon as there is a network"],
};

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(BUILD.files)));
  skipWaiting();
});

addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("otklik-") && name !== CACHE).map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(old().then(flush));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  const offline = BUILD.offline[navigator.language.slice(0, 2)] ?? BUILD.offline.en;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(offline)));
  else if (BUILD.files.includes(path)) event.respondWith(fetch(request).catch(() => caches.match(path)));
});

// What waits: taps, and by what this browser tells of a new subscription.

function base() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("otklik", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("taps", { autoIncrement: true });
      asked.result.createObjectStore("kept");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function inStore(name, mode, act) {
  const open = await base();
  try {
    return await new Promise((resolve, reject) => {
      const asked = act(open.transaction(name, mode).objectStore(name));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    open.close();
  }
}

/** Post a token where its link leads; null = no connection, or the desk is down. */
async function post(purpose, fields) {
  const answer = await fetch(`/push/${purpose}`, { method: "POST", body: new URLSearchParams(fields), credentials: "omit" }).catch(() => null);
  if (!answer || answer.status >= 500 || answer.status === 429) return null;
  return answer.json().catch(() => ({}));
}

const tokenOf = (link) => new URL(link.url).hash.slice(1);
const pathOf = (link) => new URL(link.url).pathname;

async function tell() {
  for (const client of await clients.matchAll({ type: "window", includeUncontrolled: true })) client.postMessage({ from: "sw" });
}

async function show(data) {
  const actions = ["take", "busy"].filter((name) => data.links[name]).map((name) => ({ action: name, title: data.links[name].word }));
  await registration.showNotification(data.title, {
    ...LOOK, body: data.body, tag: data.tag, lang: data.lang, renotify: true, actions, data, timestamp: Date.now(),
  });
}

addEventListener("push", (event) => {
  const read = () => {
    try {
      return event.data.json();
    } catch {
      return { title: "Otklik", body: "", tag: "otklik", lang: "", links: { open: { url: new URL("/desk", location.origin).href } } };
    }
  };
  const act = async () => {
    const data = read();
    await show(data);
    const { received, proof } = data.links;
    if (received) await post("received", { token: tokenOf(received) });
    if (proof) {
      const proved = await post("proof", { token: tokenOf(proof) });
      if (proved?.renew) await inStore("kept", "readwrite", (store) => store.put(proved.renew, "renew"));
    }
    await tell();
    await flush();
  };
  event.waitUntil(act());
});

addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  notification.close();
  const data = notification.data ?? { links: {} };
  if (action && data.links[action]) event.waitUntil(answer({ purpose: action, data, at: Date.now() }));
  else event.waitUntil(open(data.links.open ? pathOf(data.links.open) : "/desk"));
});

async function open(path) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => new URL(one.url).pathname === path);
  if (there) return there.focus();
  return clients.openWindow(path);
}

/** Send a tap and show what became of it; without a connection keep it. */
async function answer(tap) {
  if (await sent(tap)) return tell();
  await inStore("taps", "readwrite", (store) => store.add(tap));
  const [title, body] = WAITING[tap.data.lang] ?? WAITING.en;
  await registration.showNotification(title, { ...LOOK, body, tag: tap.data.tag, lang: tap.data.lang, silent: true, data: { ...tap.data, links: { open: tap.data.links.open } } });
  await registration.sync?.register(SYNC).catch(() => {});
}

async function sent(tap) {
  const { purpose, data, at } = tap;
  const told = await post(purpose, { token: tokenOf(data.links[purpose]), lang: data.lang, ago_s: Math.round((Date.now() - at) / 1000) });
  if (!told) return false;
  await registration.showNotification(told.title ?? data.title, {
    ...LOOK, body: told.body ?? "", tag: data.tag, lang: told.lang ?? data.lang, silent: true, data: { ...data, links: { open: data.links.open } },
  });
  return true;
}

/** Send what waited, oldest first, one worker at a time. */
async function flush() {
  const run = async () => {
    const keys = await inStore("taps", "readonly", (store) => store.getAllKeys());
    for (const key of keys) {
      const tap = await inStore("taps", "readonly", (store) => store.get(key));
      if (tap && !(await sent(tap))) return;
      await inStore("taps", "readwrite", (store) => store.delete(key));
    }
    if (keys.length) await tell();
  };
  return navigator.locks ? navigator.locks.request(SYNC, run) : run();
}

addEventListener("sync", (event) => {
  if (event.tag === SYNC) event.waitUntil(flush());
});

addEventListener("message", (event) => {
  if (event.data?.to === "sw") event.waitUntil(flush());
});

// The push service may give this browser another address: the desk tries that one before it counts.
addEventListener("pushsubscriptionchange", (event) => {
  const renew = async () => {
    const token = await inStore("kept", "readonly", (store) => store.get("renew"));
    const options = event.oldSubscription?.options;
    const made = event.newSubscription ?? (options ? await registration.pushManager.subscribe(options) : null);
    if (token && made) await post("renew", { token, subscription: JSON.stringify(made) });
  };
  event.waitUntil(renew());
});
