// Beginning a meeting: show only the fields its kind needs.
"use strict";

{
  const form = document.querySelector("main form");
  const kind = form.elements.kind;
  const rowOf = { for_month: "regular", topic: "thematic" };

  const show = () => {
    for (const [name, wanted] of Object.entries(rowOf)) {
      form.elements[name].closest(".mb-3").hidden = kind.value !== wanted;
    }
  };
  kind.addEventListener("change", show);
  show();
}
