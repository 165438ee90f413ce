// The bar of the demo's clock: ticks, turns the clock without leaving the page, follows it while it is led ahead.
const bar = document.querySelector("[data-demo]");
const OFTEN_MS = 700;
const SELDOM_MS = 5000;

if (bar) {
  const part = (name) => bar.querySelector(`[data-demo-${name}]`);
  const two = (number) => String(number).padStart(2, "0");
  const at = { virtual: Number(bar.dataset.now), real: performance.now(), speed: Number(bar.dataset.speed) };
  const offset = Number(bar.dataset.offset);
  let version = bar.dataset.version;

  const show = () => {
    const now = at.virtual + ((performance.now() - at.real) / 1000) * at.speed;
    const local = new Date((now + offset) * 1000);
    part("clock").textContent = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(":");
  };

  const learn = (said) => {
    Object.assign(at, { virtual: said.now_s, real: performance.now(), speed: said.speed });
    part("day").textContent = said.day;
    part("said").textContent = said.said;
    bar.className = `demo-bar is-${said.state}`;
    for (const button of bar.querySelectorAll("[data-state]"))
      button.setAttribute("aria-pressed", String(button.dataset.state === said.state));
    document.body.dataset.now = String(said.now_s);
    document.body.dataset.speed = String(said.speed);
    if (version !== String(said.version)) {
      version = String(said.version);
      document.dispatchEvent(new CustomEvent("otklik:clock", { detail: said }));
    }
    show();
  };

  const ask = async (options) => {
    const answer = await fetch(bar.dataset.url, { headers: { Accept: "application/json" }, ...options });
    if (!answer.ok) throw new Error(String(answer.status));
    learn(await answer.json());
  };

  const follow = async () => {
    try {
      if (!document.hidden) await ask();
    } catch {
      // The desk is being started anew; the next look finds it.
    }
    setTimeout(follow, bar.classList.contains("is-ahead") ? OFTEN_MS : SELDOM_MS);
  };

  bar.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new FormData(event.target, event.submitter);
    try {
      await ask({ method: "POST", body });
      if (bar.classList.contains("is-ahead")) follow();
    } catch {
      part("said").textContent = bar.dataset.failed;
    }
  });

  // On a phone the buttons fold away; without JavaScript they stay where they are.
  if (matchMedia("(max-width: 900px)").matches) bar.querySelector("details").open = false;
  setInterval(show, 250);
  setTimeout(follow, bar.classList.contains("is-ahead") ? OFTEN_MS : SELDOM_MS);
}
