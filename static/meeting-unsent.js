// What was written in this browser but not yet sent when the minutes were sealed.
//
// The editor keeps it (meeting-edit.js); it cannot be stored any more, so it is shown
// here, to be copied into a correction or thrown away.
"use strict";

{
  const place = document.querySelector("[data-unsent]");
  const key = place.dataset.unsent;

  function load() {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  }

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-secondary btn-small";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function paragraph(text, className) {
    const made = document.createElement("p");
    made.textContent = text;
    made.className = className;
    return made;
  }

  // Choices of the roll call are codes; only what was typed is worth copying.
  const texts = load().map((one) => one.is).filter((text) => /\s/.test(text));
  if (texts.length) {
    const box = document.createElement("div");
    box.className = "notice notice-warn";
    box.append(
      paragraph("Có nội dung chưa gửi được trước khi niêm phong.", "notice-title"),
      paragraph("Nội dung này chỉ còn trên máy này. Đồng chí chép lại để đính chính, hoặc bỏ đi.", ""),
    );
    for (const text of texts) box.append(paragraph(text, "conflict-text"));
    const copied = paragraph("", "");
    copied.setAttribute("role", "status");
    const actions = document.createElement("p");
    actions.className = "actions";
    actions.append(
      button("Sao chép", async () => {
        try {
          await navigator.clipboard.writeText(texts.join("\n\n"));
          copied.textContent = "Đã sao chép.";
        } catch {
          copied.textContent = "Máy này không cho sao chép; đồng chí bôi đen rồi chép.";
        }
      }),
      button("Bỏ nội dung này", () => {
        localStorage.removeItem(key);
        box.remove();
      }),
    );
    box.append(actions, copied);
    place.append(box);
  }
}
