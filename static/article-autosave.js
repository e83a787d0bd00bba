// Keeps what is typed into the form of an article in this browser until the portal has
// saved it: a session that ended, a browser that closed or a refusal loses nothing.
"use strict";

{
  const SENT = "article-sent";
  const body = document.querySelector("[data-article-account]");
  const clock = new Intl.DateTimeFormat("vi", { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
  const at = (moment) => clock.format(new Date(moment));

  // The page after a save says so; only then is the copy let go.
  if (document.querySelector(".messagelist .article-saved")) {
    localStorage.removeItem(sessionStorage.getItem(SENT));
    sessionStorage.removeItem(SENT);
  }

  const begin = (form) => {
    const key = `article:${body.dataset.articleAccount}:${location.pathname}`;
    const before = `${key}:before`;
    const status = document.createElement("p");
    status.className = "article-kept";
    status.setAttribute("role", "status");
    // Beside the buttons, which stay in sight.
    form.querySelector(".submit-row").append(status);

    const fields = () =>
      [...form.elements].filter(
        (field) => field.name && !["hidden", "file", "submit", "button"].includes(field.type),
      );
    const valueOf = (field) => {
      if (field.type === "checkbox") return field.checked;
      if (!field.options) return field.value;
      return [...field.selectedOptions].map((option) => [option.value, option.text]);
    };
    const typed = () => Object.fromEntries(fields().map((field) => [field.name, valueOf(field)]));
    const version = form.elements._version;

    const put = (field, value) => {
      if (field.type === "checkbox") field.checked = value;
      else if (!field.options) field.value = value;
      else choose(field, value);
      field.dispatchEvent(new Event("restored"));
    };
    const choose = (field, chosen) => {
      const known = [...field.options].map((option) => option.value);
      // Choices that were looked for are not on a fresh page.
      for (const [value, text] of chosen) if (!known.includes(value)) field.add(new Option(text, value));
      const values = chosen.map(([value]) => value);
      for (const option of field.options) option.selected = values.includes(option.value);
      window.django?.jQuery?.(field).trigger("change");
    };

    const keep = () => {
      const copy = { at: Date.now(), version: version?.value, fields: typed() };
      try {
        localStorage.setItem(key, JSON.stringify(copy));
        status.textContent = `Đã lưu tạm trên máy này lúc ${at(copy.at)}; bài trên cổng chưa đổi cho đến khi bấm lưu.`;
      } catch {
        status.textContent = "Máy này không lưu tạm được. Hãy bấm lưu thường xuyên.";
      }
    };
    let waiting;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, 700);
    });
    window.django?.jQuery?.(form).on("change", () => form.dispatchEvent(new Event("input")));
    form.addEventListener("submit", () => {
      clearTimeout(waiting);
      keep();
      sessionStorage.setItem(SENT, key);
    });

    // Rows that were added are not on a fresh page.
    const addRows = (copy) => {
      const names = Object.keys(copy.fields).filter((name) => /^illustrations-\d+-number$/.test(name));
      const missing = names.filter((name) => !form.elements[name]);
      for (const name of missing) form.querySelector("#illustrations-group .add-row a").click();
    };

    const offer = (copy) => {
      const bar = document.createElement("div");
      bar.className = "article-offer";
      bar.setAttribute("role", "region");
      bar.setAttribute("aria-label", "Bản viết dở");
      const said = document.createElement("p");
      said.textContent = `Trên máy này còn bản viết dở lúc ${at(copy.at)}, chưa lưu lên cổng.`;
      const press = (label, act) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: label });
        button.addEventListener("click", () => {
          act();
          localStorage.removeItem(before);
          bar.remove();
        });
        return button;
      };
      const restore = () => {
        addRows(copy);
        for (const field of fields()) if (field.name in copy.fields) put(field, copy.fields[field.name]);
        // Where somebody saved since, the portal must refuse what was written before.
        if (version && copy.version) version.value = copy.version;
        keep();
      };
      bar.append(said, press("Lấy lại bản viết dở", restore), press("Bỏ bản đó", () => {}));
      form.before(bar);
    };

    // Set aside first, so that what is typed now does not write over it.
    if (localStorage.getItem(key)) {
      localStorage.setItem(before, localStorage.getItem(key));
      localStorage.removeItem(key);
    }
    const copy = JSON.parse(localStorage.getItem(before) || "null");
    if (copy && JSON.stringify(copy.fields) === JSON.stringify(typed())) {
      // A refusal, which gave back what was sent: there is nothing older to offer.
      localStorage.removeItem(before);
      keep();
    } else if (copy) offer(copy);
  };

  const form = body?.closest("form");
  if (form) begin(form);
}
