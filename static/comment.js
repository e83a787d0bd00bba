// How long a reader wrote, for the moderator: programs are done in a moment.
"use strict";

{
  const form = document.querySelector("[data-timed]");
  const seconds = form.elements.seconds;
  // What was written before the form came back with an error counts too.
  const before = Number(seconds.value) || 0;
  let began = null;

  form.addEventListener("focusin", () => (began ??= performance.now()));
  form.addEventListener("submit", () => {
    const now = performance.now();
    seconds.value = before + Math.floor((now - (began ?? now)) / 1000);
  });
}
