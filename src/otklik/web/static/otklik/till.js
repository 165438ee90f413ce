// The till's tablet: reads its page anew by itself, and hides a code that it could not renew.

const main = document.querySelector("[data-till]");
const shown = document.getElementById("till");
const off = document.getElementById("till-off");
const PATIENCE_MS = 5000;
const AGAIN_S = 5;

let since = "";
let timer = 0;

function wait(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, seconds * 1000);
}

function clock() {
  return new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

/** Say that nothing is known any more; a code that can't be renewed is not shown. */
function lose() {
  since ||= clock();
  off.querySelector("span").textContent = off.dataset.lead.replace("{at}", since);
  off.hidden = false;
  main.classList.add("is-off");
  wait(AGAIN_S);
}

async function look() {
  let answer;
  try {
    answer = await fetch(main.dataset.till, { signal: AbortSignal.timeout(PATIENCE_MS), cache: "no-store" });
  } catch {
    return lose();
  }
  if (answer.status === 404) return location.reload();
  if (!answer.ok) return lose();
  shown.innerHTML = await answer.text();
  since = "";
  off.hidden = true;
  main.classList.remove("is-off");
  wait(left());
}

const left = () => Number(shown.firstElementChild?.dataset.left || AGAIN_S);

addEventListener("online", look);
addEventListener("offline", lose);
wait(left());
