// Review with less clicking: words that are selected in the reader can be added as an item, and in the queue keys decide.
// Everything works without.
(() => {
  "use strict";

  // Words selected in a document go into the address of the form to add an item.
  const links = [...document.querySelectorAll("[data-add-kind]")];
  const text = document.querySelector(".reader .text");
  if (text && links.length > 0) {
    const bar = document.createElement("div");
    bar.className = "selected-bar";
    bar.hidden = true;
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Add the selected words");
    const label = document.createElement("span");
    label.textContent = "Add these words as a";
    bar.append(label);
    const own = links.map((link) => {
      const copy = document.createElement("a");
      copy.textContent = link.dataset.addKind;
      bar.append(copy);
      return copy;
    });
    document.body.append(bar);
    const words = () => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed || selection.rangeCount === 0) return "";
      const range = selection.getRangeAt(0);
      if (!text.contains(range.commonAncestorContainer)) return "";
      const copy = range.cloneContents();
      for (const other of copy.querySelectorAll(".no, .notes, .hide")) other.remove();
      return copy.textContent.trim().replace(/\s+/g, " ");
    };
    document.addEventListener("selectionchange", () => {
      const chosen = words();
      bar.hidden = chosen === "" || chosen.length > 1500;
      if (bar.hidden) return;
      links.forEach((link, i) => {
        const to = new URL(link.href);
        to.searchParams.set("words", chosen);
        own[i].href = to.pathname + to.search + "#add";
      });
    });
  }

  // In the queue, keys decide on the item that one is at. keys.js says whether single keys are on.
  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  const cards = [...queue.querySelectorAll(".card")];
  let at = 0;
  const show = () => cards.forEach((card, i) => card.classList.toggle("here", i === at));
  const go = (step) => {
    at = Math.min(Math.max(at + step, 0), cards.length - 1);
    show();
    cards[at].querySelector("h2 a").focus();
    cards[at].scrollIntoView({block: "nearest"});
  };
  queue.addEventListener("focusin", (event) => {
    const i = cards.findIndex((card) => card.contains(event.target));
    if (i >= 0) { at = i; show(); }
  });
  const press = (selector) => cards[at].querySelector(selector)?.click();
  const keys = {
    j: () => go(1), k: () => go(-1),
    r: () => press("button[name=right]"), w: () => press("button[name=wrong]"), c: () => press(".decide a"),
  };
  document.addEventListener("keydown", (event) => {
    const key = keys[event.key];
    let on = true;
    try { on = localStorage.getItem("keys") !== "off"; } catch { /* on, on this page */ }
    if (!on || !key || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    key();
  });
  show();
})();
