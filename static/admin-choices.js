// The box that Select2 draws over a choice has no name for a screen reader; it takes the
// text of the label and says what is chosen.
django.jQuery(function ($) {
  function name() {
    const box = $(this).next(".select2").find(".select2-selection__rendered");
    const label = $(`label[for="${this.id}"]`).text().trim();
    box.attr("aria-label", `${label} ${box.attr("title") || ""}`.trim());
  }
  $("select.admin-autocomplete").each(name).on("change", name);
});
