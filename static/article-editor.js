// The body of an article as its readers will see it, over a plain text box. The box
// keeps the HTML, so without this script, or where it fails, the page still works.
"use strict";

{
  const MARKS = [
    ["Đậm", (c) => c.toggleBold(), "bold"],
    ["Nghiêng", (c) => c.toggleItalic(), "italic"],
    ["Mục", (c) => c.toggleHeading({ level: 2 }), "heading", { level: 2 }],
    ["Mục nhỏ", (c) => c.toggleHeading({ level: 3 }), "heading", { level: 3 }],
    ["Danh sách", (c) => c.toggleBulletList(), "bulletList"],
    ["Danh sách số", (c) => c.toggleOrderedList(), "orderedList"],
    ["Trích dẫn", (c) => c.toggleBlockquote(), "blockquote"],
  ];
  const TABLE = [
    ["Thêm hàng", (c) => c.addRowAfter()],
    ["Thêm cột", (c) => c.addColumnAfter()],
    ["Bỏ hàng", (c) => c.deleteRow()],
    ["Bỏ cột", (c) => c.deleteColumn()],
    ["Bỏ bảng", (c) => c.deleteTable()],
  ];
  const HELP =
    "Ảnh sẽ đứng ở dòng ghi [ảnh 1], [ảnh 2]… Nút Ảnh ghi sẵn dòng ấy rồi đưa đến chỗ chọn ảnh ở cuối trang.";
  const ADDRESS = /^(https?:\/\/|mailto:)\S+$/i;
  const PLACE = /\[ảnh (\d+)\]/gi;
  const TAG = /<[a-z][^>]*>/gi;
  const STYLE = /\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;

  // What news/html.py keeps, and nothing else.
  const extensions = (tiptap) => [
    tiptap.Document,
    tiptap.Paragraph,
    tiptap.Text,
    tiptap.Bold,
    tiptap.Italic,
    tiptap.HardBreak,
    tiptap.Heading.configure({ levels: [2, 3] }),
    tiptap.BulletList,
    tiptap.OrderedList,
    tiptap.ListItem,
    tiptap.Blockquote,
    tiptap.Link.configure({ protocols: ["http", "https", "mailto"] }),
    tiptap.Table,
    tiptap.TableRow,
    tiptap.TableHeader,
    tiptap.TableCell,
    tiptap.Gapcursor,
    tiptap.UndoRedo,
  ];

  const element = (tag, attributes) =>
    Object.assign(document.createElement(tag), attributes);

  const press = (bar, label, act) => {
    const made = element("button", { type: "button", textContent: label });
    made.addEventListener("click", act);
    bar.append(made);
    return made;
  };

  const button = (editor, bar, [label, command, name, attributes]) => {
    const made = press(bar, label, () => command(editor.chain().focus()).run());
    if (name) {
      const show = () => made.setAttribute("aria-pressed", editor.isActive(name, attributes));
      editor.on("transaction", show);
      show();
    }
    return made;
  };

  const askAddress = (editor) => (chain) => {
    const typed = prompt("Địa chỉ liên kết, để trống là bỏ:", editor.getAttributes("link").href || "https://");
    if (typed === null) return chain;
    if (!typed.trim() || typed.trim() === "https://") return chain.extendMarkRange("link").unsetLink();
    if (ADDRESS.test(typed.trim())) return chain.extendMarkRange("link").setLink({ href: typed.trim() });
    alert("Địa chỉ cần bắt đầu bằng https://, http:// hoặc mailto:.");
    return chain;
  };

  // Pictures stand below the text in a list of their own, see news/admin/illustrations.py.
  const PICTURES = "#illustrations-group";

  const nextNumber = (editor) => {
    const rows = [...document.querySelectorAll(`${PICTURES} [name$="-number"]`)].map((field) => field.value);
    const places = [...editor.getText().matchAll(PLACE)].map((place) => place[1]);
    return Math.max(0, ...rows, ...places) + 1;
  };

  // After the paragraph that is being written, or in the place of an empty one.
  const placeAt = ({ $to }) => {
    if (!$to.depth) return $to.pos;
    const isEmpty = $to.depth === 1 && !$to.parent.content.size;
    return { from: isEmpty ? $to.before(1) : $to.after(1), to: $to.after(1) };
  };

  const addPicture = (editor) => {
    const number = nextNumber(editor);
    const place = { type: "paragraph", content: [{ type: "text", text: `[ảnh ${number}]` }] };
    editor.commands.insertContentAt(placeAt(editor.state.selection), place);
    document.querySelector(`${PICTURES} .add-row a`).click();
    const row = [...document.querySelectorAll(`${PICTURES} .dynamic-illustrations`)].pop();
    row.querySelector("[name$='-number']").value = number;
    // Its picture is chosen next.
    row.scrollIntoView({ block: "center" });
    row.querySelector(".select2-selection").focus();
  };

  const toolbar = (editor) => {
    const bar = element("div", { className: "article-toolbar" });
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "Định dạng nội dung");
    for (const mark of MARKS) button(editor, bar, mark);
    button(editor, bar, ["Liên kết", askAddress(editor), "link"]);
    press(bar, "Ảnh", () => addPicture(editor));
    button(editor, bar, ["Bảng", (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true })]);
    const ofTables = TABLE.map((part) => button(editor, bar, part));
    const show = () => ofTables.forEach((part) => (part.hidden = !editor.isActive("table")));
    editor.on("transaction", show);
    show();
    button(editor, bar, ["Hoàn tác", (c) => c.undo()]);
    button(editor, bar, ["Làm lại", (c) => c.redo()]);
    return bar;
  };

  const write = (box, html) => {
    // An empty paragraph is what the editor calls nothing.
    box.value = html === "<p></p>" ? "" : html;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const begin = (box, tiptap) => {
    const frame = element("div", { className: "article-editor" });
    const editor = new tiptap.Editor({
      element: frame,
      extensions: extensions(tiptap),
      content: box.value,
      // A style element made by a script is refused; admin.css has what is needed.
      injectCSS: false,
      editorProps: {
        // None of it is kept, and the CSP would report each as an inline style.
        transformPastedHTML: (html) => html.replace(TAG, (tag) => tag.replace(STYLE, "")),
        attributes: {
          class: "reading-body",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": "Nội dung",
        },
      },
      onUpdate: () => write(box, editor.getHTML()),
    });
    frame.prepend(toolbar(editor));
    box.before(frame);
    box.hidden = true;
    // It told how to write HTML by hand.
    document.getElementById(`${box.id}_helptext`).textContent = HELP;
    // What was kept in the browser comes back through the box.
    box.addEventListener("restored", () => editor.commands.setContent(box.value));
  };

  const box = document.querySelector("textarea[data-article-editor]");
  // By its address: an import map would need inline code and a nonce.
  if (box) import(box.dataset.articleEditor).then((tiptap) => begin(box, tiptap));
}
