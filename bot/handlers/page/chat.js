// Sets the page up: one pane, or in the demo two with tabs between them on a narrow screen.

import { element } from "./cards.js";
import { Pane } from "./pane.js";
import { words } from "./words.js";

const demo = document.documentElement.dataset.mode === "demo";
const tabs = document.querySelector(".tabs");
const panes = [];

function changed(pane) {
  if (pane.name === "client") translate(pane);
  tabs.querySelectorAll("button").forEach((tab, index) => label(tab, panes[index]));
}

function translate(pane) {
  document.documentElement.lang = pane.language;
  document.documentElement.dir = pane.root.dir;
  for (const place of document.querySelectorAll("[data-word]")) {
    place.textContent = words(pane.language)[place.dataset.word];
  }
}

function label(tab, pane) {
  const news = pane.unread ? [element("span", { class: "unseen", text: ` (${pane.words.unread})` })] : [];
  tab.replaceChildren(pane.words[pane.name], ...news);
  tab.classList.toggle("unread", pane.unread);
}

function choose(chosen) {
  chosen.unread = false;
  for (const [index, pane] of panes.entries()) {
    pane.root.classList.toggle("aside", pane !== chosen);
    tabs.children[index]?.setAttribute("aria-pressed", String(pane === chosen));
  }
  changed(chosen);
  chosen.arrive();
}

function tab(pane) {
  const made = element("button", { type: "button" });
  made.addEventListener("click", () => choose(pane));
  tabs.append(made);
}

const start = new URLSearchParams(location.search).get("start") ?? undefined;
if (start !== undefined) history.replaceState(null, "", location.pathname); // a reload is no second visit

document.querySelector(".demo").hidden = !demo;
document.body.classList.toggle("two", demo);
for (const name of demo ? ["client", "coach"] : ["client"]) {
  const pane = new Pane(name, { changed, start: name === "client" ? start : undefined });
  panes.push(pane);
  document.querySelector("main").append(pane.root);
}
if (demo) {
  tabs.hidden = false;
  panes.forEach(tab);
}
choose(panes[0]);
panes.forEach((pane) => pane.open());
