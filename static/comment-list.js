// Deciding on comments from the keyboard. Keys work while the focus is in the list, so
// that they never surprise who uses the keyboard, or the voice, for something else.
"use strict";

{
  const queue = document.querySelector("[data-queue]");
  const comments = [...queue.querySelectorAll("[data-comments] > li")];
  const tickAll = queue.querySelector("[data-tick-all]");
  const boxes = () => queue.querySelectorAll("[type=checkbox]");
  const PLACE = "comment-list";
  let current = 0;
  let isSending = false;

  const go = (place, options) => {
    current = Math.max(0, Math.min(place, comments.length - 1));
    comments[current]?.focus(options);
  };
  const button = (key) =>
    (comments[current] ?? queue).querySelector(`[data-key=${key}]`) ??
    queue.querySelector(`.notice [data-key=${key}]`);
  const actions = {
    KeyJ: () => go(current + 1),
    KeyK: () => go(current - 1),
    KeyX: () => comments[current]?.querySelector("[type=checkbox]").click(),
  };

  queue.addEventListener("focusin", (event) => {
    const place = comments.indexOf(event.target.closest("li"));
    if (place >= 0) current = place;
  });
  queue.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isSending) return;
    // By the place of the key: typing Vietnamese gives some letters another meaning.
    const act = actions[event.code] ?? (() => button(event.code)?.click());
    if (/^Key[A-Z]$/.test(event.code)) act();
  });
  queue.addEventListener("submit", () => {
    isSending = true;
    sessionStorage.setItem(PLACE, current);
  });

  if (tickAll) {
    tickAll.hidden = false;
    tickAll.addEventListener("click", () => {
      const all = [...boxes()].every((box) => box.checked);
      for (const box of boxes()) box.checked = !all;
    });
  }
  // After a decision the next comment has moved up to the same place.
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  // What the portal has to say stands above the list, and stays in sight.
  go(Number(place), { preventScroll: document.querySelector(".alert") !== null });
  if (!comments.length) queue.querySelector("[data-key]")?.focus();
}
