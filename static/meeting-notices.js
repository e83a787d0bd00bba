// What the editor tells its writer beside a field: refused, changed by somebody else, or
// changed by both, with both texts to choose from.
"use strict";

{
  const { form } = minutes;
  const notices = form.querySelector("[data-notices]");

  function boxOf(field) {
    return document.getElementById(`f-${field.replaceAll(".", "-")}`) ?? notices;
  }

  function notice(field, look, text, actions = []) {
    clearNotice(field);
    const box = document.createElement("div");
    box.className = `notice notice-${look}`;
    box.dataset.notice = field;
    box.setAttribute("role", look === "info" ? "status" : "alert");
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
    for (const [label, act] of actions) box.append(button(label, act, box));
    boxOf(field).append(box);
    if (look !== "info") unfold(box);
    // Whoever is writing right there must not miss it below the field.
    if (box.parentElement.contains(document.activeElement)) box.scrollIntoView({ block: "nearest" });
    return box;
  }

  function unfold(part) {
    for (let fold = part.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
  }

  function button(label, act, box) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-secondary btn-small";
    made.textContent = label;
    made.addEventListener("click", () => {
      box.remove();
      act();
    });
    return made;
  }

  function clearNotice(field) {
    for (const box of form.querySelectorAll("[data-notice]")) {
      if (box.dataset.notice === field) box.remove();
    }
  }

  function isAsked(field) {
    return form.querySelector(`.conflict[data-notice="${field}"]`) !== null;
  }

  // Both texts, each with what to do to keep it.
  function askWhich(one, result, { keepMine, useOther }) {
    const who = result.by ? `Đồng chí ${result.by} đã sửa mục này lúc ${result.at}.` : "Mục này vừa được sửa ở nơi khác.";
    const box = notice(one.field, "warn", who);
    box.classList.add("conflict");
    const sides = document.createElement("div");
    sides.className = "conflict-sides";
    sides.append(
      side("Bản của đồng chí", minutes.inWords(one.field, one.is), "Giữ bản của tôi", keepMine, box),
      side("Bản đã lưu trước", minutes.inWords(one.field, result.now), "Dùng bản này", useOther, box),
    );
    box.append(sides);
  }

  function side(title, text, label, act, box) {
    const part = document.createElement("div");
    const heading = document.createElement("h3");
    const words = document.createElement("p");
    heading.textContent = title;
    words.textContent = text || "(để trống)";
    words.className = "conflict-text";
    part.append(heading, words, button(label, act, box));
    return part;
  }

  Object.assign(minutes, { notice, clearNotice, isAsked, askWhich, unfold });
}
