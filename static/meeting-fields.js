// The fields of the editor of a meeting, and what stands in them.
//
// A field is named as the server names it; its value is text. What the server holds is
// in `known`, as far as this page knows. The other scripts of the editor follow, in the
// order in which the page names them.
"use strict";

const minutes = {
  form: document.querySelector("[data-editor]"),
  known: new Map(),
};

{
  const { form, known } = minutes;

  function controlsOf(field) {
    const found = form.elements.namedItem(field);
    if (!found) return [];
    return found instanceof RadioNodeList ? [...found] : [found];
  }

  function fieldOf(control) {
    if (control.name.startsWith("reason.")) {
      return control.name.replace("reason.", "attendance.");
    }
    const field = control.name.replace(/^name\./, "");
    return known.has(field) ? field : null;
  }

  // What the writer chose; null while a choice still lacks its reason or its name.
  function read(field) {
    const [control, ...others] = controlsOf(field);
    if (!control) return null;
    if (control.type !== "radio") {
      if (control.value === "other") return nameOf(field).value.trim() || null;
      return control.value.replaceAll("\r\n", "\n");
    }
    const status = [control, ...others].find((one) => one.checked)?.value ?? "";
    if (status !== "excused") return status;
    const reason = reasonsOf(field).find((one) => one.checked)?.value;
    return reason ? `excused:${reason}` : null;
  }

  function show(field, value) {
    const controls = controlsOf(field);
    if (controls[0]?.type === "radio") {
      const [status, reason] = value.split(":");
      for (const control of controls) control.checked = control.value === status;
      for (const control of reasonsOf(field)) control.checked = control.value === reason;
    } else if (controls[0]?.type === "select-one") {
      choose(controls[0], field, value);
    } else if (controls[0]) {
      controls[0].value = value;
    }
    minutes.refresh();
  }

  function choose(select, field, value) {
    const isOffered = [...select.options].some((option) => option.value === value);
    const name = nameOf(field);
    if (!isOffered && name) {
      select.value = "other";
      name.value = value;
      return;
    }
    if (!isOffered) select.add(new Option(value, value));
    select.value = value;
  }

  function nameOf(field) {
    return controlsOf(`name.${field}`)[0];
  }

  function reasonsOf(field) {
    return field.startsWith("attendance.") ? controlsOf(field.replace("attendance.", "reason.")) : [];
  }

  function inWords(field, value) {
    const controls = controlsOf(field);
    if (controls[0]?.type === "radio") {
      const [status, reason] = value.split(":");
      return [...controls, ...reasonsOf(field)]
        .filter((control) => control.value === status || (reason && control.value === reason))
        .map((control) => control.labels[0].textContent)
        .join(": ");
    }
    if (controls[0]?.type === "select-one") {
      return [...controls[0].options].find((option) => option.value === value)?.text ?? value;
    }
    return value;
  }

  // The fields that stand in a part of the page, in their order.
  function fieldsIn(part) {
    return [...part.querySelectorAll('input[type="hidden"][name^="was."]')].map((was) => was.name.slice(4));
  }

  function learn(part) {
    for (const was of part.querySelectorAll('input[type="hidden"][name^="was."]')) {
      known.set(was.name.slice(4), was.value.replaceAll("\r\n", "\n"));
    }
  }

  // Random enough for a key, and there without HTTPS, unlike crypto.randomUUID().
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  Object.assign(minutes, { controlsOf, fieldOf, read, show, inWords, fieldsIn, learn, newId });
}
