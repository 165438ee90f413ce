// Says that the buyer has his page in sight, when it opens and when he comes back to it: no words, no cookie of its own.
// The server keeps the instant, at most one in five minutes. A page that nobody sees says nothing.

const place = document.querySelector("[data-seen]");

function tell() {
  if (place && !document.hidden) navigator.sendBeacon(place.dataset.seen);
}

document.addEventListener("visibilitychange", tell);
tell();
