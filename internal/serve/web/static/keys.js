// Keys for people who read many statements: j and k go to the next and the previous one, / to the
// words to search for. Everything works without. Single keys disturb people who speak to their
// computer, so they can be turned off at the foot of the page (WCAG 2.1.4).
(() => {
  "use strict";
  let on = true;
  try { on = localStorage.getItem("keys") !== "off"; } catch { /* no storage: on, on this page */ }

  const hint = document.querySelector("[data-keys]");
  const button = document.createElement("button");
  button.type = "button";
  const say = () => {
    const queue = document.querySelector("[data-queue]");
    hint.textContent = !on ? "" : queue ? "Keys: j next, k previous, r right, w wrong, c change, / search. " : "Keys: j next statement, k previous, / search. ";
    button.textContent = on ? "Turn these keys off" : "Turn single keys on";
    hint.append(button);
  };
  button.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem("keys", on ? "on" : "off"); } catch { /* as above */ }
    say();
    button.focus();
  });
  say();

  // The stops are the statements' anchors in the reader, and their links in a list.
  const stops = [...document.querySelectorAll(".at, .said a")];
  let last = -1;
  const here = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const now = stops.findIndex((stop) => stop === document.activeElement || (stop.id !== "" && stop.id === id));
    return now >= 0 ? now : last;
  };
  const go = (step) => {
    if (stops.length === 0) return;
    last = Math.min(Math.max(here() + step, 0), stops.length - 1);
    const stop = stops[last];
    if (stop.id) location.replace("#" + encodeURIComponent(stop.id));
    else stop.focus();
  };
  const search = () => {
    const words = document.getElementById("words");
    if (!words) return location.assign("/statements#words");
    const shut = words.closest("details:not([open])");
    if (shut) shut.open = true;
    words.focus();
  };

  const keys = { j: () => go(1), k: () => go(-1), "/": search };
  document.addEventListener("keydown", (event) => {
    const key = keys[event.key];
    if (!on || !key || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    key();
  });
})();
