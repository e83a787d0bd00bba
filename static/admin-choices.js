// The boxes that Select2 draws over a choice have no names for a screen reader; they take
// the text of the label, and the closed one says what is chosen.
django.jQuery(function ($) {
  const labelOf = (choice) => $(`label[for="${choice.id}"]`).text().trim().replace(/:$/, "");

  function name() {
    const drawn = $(this).next(".select2");
    const box = drawn.find(".select2-selection__rendered");
    box.attr("aria-label", `${labelOf(this)} ${box.attr("title") || ""}`.trim());
    drawn.find(".select2-search__field").attr("aria-label", labelOf(this));
  }

  function nameOpened() {
    const opened = $(".select2-container--open");
    opened.find(".select2-search__field").attr("aria-label", `Tìm: ${labelOf(this)}`);
    const list = opened.find(".select2-results__options").attr("id");
    opened.find("[role=combobox]").attr("aria-controls", list);
  }

  const choices = "select.admin-autocomplete:not([name*=__prefix__])";
  $(choices).each(name);
  $(document).on("change", choices, name).on("select2:open", choices, nameOpened);
  // The script of Select2 hears it too, and draws the boxes of a new row first.
  document.addEventListener("formset:added", (event) => {
    setTimeout(() => $(event.target).find(choices).each(name));
  });
});
