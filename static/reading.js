// Reading an article: a button that prints it, which is of no use without a script, and
// larger text, which the browser remembers for the next article.
const KEY = "chu-to";

const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const larger = document.getElementById("chu-to");
if (larger) {
  // A browser may be told to keep nothing; the text grows on this page all the same.
  try {
    larger.checked = localStorage.getItem(KEY) === "1";
  } catch {}
  larger.addEventListener("change", () => {
    try {
      if (larger.checked) localStorage.setItem(KEY, "1");
      else localStorage.removeItem(KEY);
    } catch {}
  });
}
