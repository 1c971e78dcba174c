// Streamlit's own words in Chinese, where no option of Streamlit reaches. Loads nothing.
// Only whole phrases of Streamlit and only in its own parts: a project named Search stays.

const id = (name) => `[data-testid="${name}"]`;
const MENU = id("stDataFrameColumnMenu");
const STATISTICS = id("stDataFrameStatisticsMenu");
const CHART = id("stDataFrameStatisticsChart");
const COLUMNS = id("stDataFrameColumnVisibilityMenu");
const UPLOADER = id("stFileUploader");
const DIALOG = '[role="dialog"]';
// A button over a table or a piece of code, and the tip that says what it does.
const TOOLS = `${id("stBaseButton-elementToolbar")},${id("stTooltipContent")}`;
const ERRORS = `${UPLOADER},${id("stTooltipErrorContent")},${id("stTooltipContent")}`;

// [where, {phrase: words}]: where is the part of Streamlit that says the phrase.
const PHRASES = [
  [TOOLS, {
    "Download as CSV": "下载 CSV",
    "Search": "查找",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Show/hide columns": "显示或隐藏列",
    "Clear selection": "取消选中",
    "Add row": "加一行",
    "Delete row(s)": "删除所选行",
    "Copy to clipboard": "复制",
    "Copied": "已复制",
  }],
  [`${MENU} [role="menuitem"]`, {
    "Sort ascending": "升序排列",
    "Sort descending": "降序排列",
    "Statistics": "统计",
    "Format": "格式",
    "Autosize": "自动列宽",
    "Pin column": "固定此列",
    "Unpin column": "取消固定",
    "Hide column": "隐藏此列",
  }],
  [`${MENU} [role="menu"]`, { "Dataframe column menu": "列菜单" }],
  [`${MENU} [title="Copy column name"],${MENU} [aria-label="Copy column name"]`, {
    "Copy column name": "复制列名",
  }],
  // The kind of a column; a title with a button in it is the column's own name.
  [`${MENU} [title]:not(:has(button))`, {
    "text": "文字",
    "number": "数字",
    "object": "其他",
    "list": "列表",
    "link": "链接",
    "checkbox": "是否",
    "selectbox": "选项",
    "date": "日期",
    "time": "时间",
    "datetime": "日期和时间",
    "progress": "进度",
  }],
  [`${id("stDataFrameColumnFormattingMenu")} [role="menuitem"]`, {
    "Automatic": "自动",
    "Localized": "本地习惯",
    "Plain": "原样",
    "Compact": "简写",
    "Dollar": "美元",
    "Euro": "欧元",
    "Yen": "日元",
    "Percent": "百分数",
    "Scientific": "科学计数",
    "Accounting": "会计格式",
    "Duration": "时长",
    "Distance": "距今",
    "Calendar": "日历",
  }],
  // The commonest values of a column stand in the chart: they are the reader's own.
  [`${STATISTICS}:not(:has(${CHART}))`, { "No data": "没有数据" }],
  [`${id("stDataFrameStatisticsContent")} > :last-child`, { "Based on sample": "按抽样计算" }],
  [CHART, { "Distribution histogram": "分布直方图", "Vega visualization": "分布直方图" }],
  [id("stDataFrameStatisticsMetrics"), {
    "Values": "有值",
    "Empty": "空缺",
    "Distinct": "不同的值",
    "Average": "平均",
    "Standard deviation": "标准差",
    "Minimum": "最小",
    "25th percentile": "下四分位",
    "Median": "中位数",
    "75th percentile": "上四分位",
    "Maximum": "最大",
    "Sum": "合计",
    "Range": "跨度",
    "Minimum length": "最短字数",
    "Maximum length": "最长字数",
    "Average length": "平均字数",
  }],
  [`${CHART}:is([aria-label^="True/false"],[aria-label^="是否分布"])`, {
    "True": "是",
    "False": "否",
  }],
  ["#vg-tooltip-element .key", { "Range": "范围", "Count": "个数" }],
  [`${COLUMNS} > * > :first-child`, { "Select all": "全选" }],
  [COLUMNS, { "(index)": "（行号）" }],
  [".gdg-search-bar", {
    "Type to search": "输入要找的字",
    "Previous Result": "上一处",
    "Next Result": "下一处",
    "Close Search": "关闭查找",
  }],
  [id("stSelectbox"), {
    "Open": "打开选项",
    "Clear value": "清空",
    "Choose an option": "请选择",
    "Choose or add an option": "请选择，或输入新的",
    "Add an option": "输入新的",
    "No options to select": "没有可选的",
  }],
  [id("stSelectboxVirtualDropdown"), { "Dismiss": "收起" }],
  [`[role="listbox"] [role="option"]:not([data-key])`, { "No results": "没有符合的" }],
  [UPLOADER, { "file upload": "选择文件" }],
  [`${id("stFileUploaderDropzone")} button`, {
    "Upload": "选择文件，或拖到这里",
    "Add files": "再加文件",
    "add icon": "再加文件",
  }],
  [id("stFileUploaderDropzone"), {
    "Drag and drop a file here": "松开鼠标，放在这里",
    "Drag and drop files here": "松开鼠标，放在这里",
  }],
  [ERRORS, {
    "Error: ": "出错：",
    "Upload failed": "上传失败",
    "Click to retry upload": "点此重试",
    "Only one file is allowed.": "只能选一个文件。",
    "File size is too small.": "文件太小。",
    "Unexpected error. Please try again.": "出错了，请重试。",
  }],
  [id("InputInstructions"), {
    "Press Enter to apply": "按回车生效",
    "Press Enter to submit form": "按回车提交",
    "Press Ctrl+Enter to apply": "按 Ctrl＋回车生效",
    "Press Ctrl+Enter to submit form": "按 Ctrl＋回车提交",
    "Press ⌘+Enter to apply": "按 ⌘＋回车生效",
    "Press ⌘+Enter to submit form": "按 ⌘＋回车提交",
  }],
  [`${id("stTextInput")},${id("stNumberInput")}`, {
    "Clear entry": "清空",
    "Clear value": "清空",
    "Increment": "加",
    "Decrement": "减",
  }],
  [id("stSkipToContent"), { "Skip to main content": "跳到正文" }],
  [`${id("stTopNav")},${id("stSidebarNav")}`, { "App pages": "各页" }],
  [id("stToolbar"), { "Main menu": "菜单" }],
  [id("stTooltipHoverTarget"), { "Help": "说明" }],
  [id("stHeaderActionElements"), { "Link to heading": "本节链接" }],
  [id("stToastContainer"), {
    "Notifications": "通知",
    "Close": "关闭",
    "view more": "展开",
    "view less": "收起",
  }],
  [`${id("stStatusWidget")},${id("stTooltipContent")}`, {
    "Running...": "正在计算",
    "Stop": "停止",
    "Stopping...": "正在停止",
    "Connecting": "正在连接",
    "Connecting to Streamlit server": "正在连接服务器",
    "Error": "出错",
    "Unable to connect to Streamlit server": "连不上服务器",
  }],
  [`${id("stTable")}`, { "Scrollable table": "可滚动的表" }],
  [`${DIALOG} button`, { "Close": "关闭" }],
  [DIALOG, {
    "Connection error": "连接断了",
    "Page not found": "没有这一页",
    "Warning": "提示",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "连不上本机的服务。如果是不小心停掉了，请在终端里重新启动：",
    "streamlit run yourscript.py": "make run",
    "Streamlit server is not responding. Are you connected to the internet?":
      "服务器没有应答。请检查网络，或请管理员重新启动。",
    "Connection timed out.": "连接超时。请检查网络后刷新。",
    "Unknown error": "出错了，请刷新重试。",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "没有找到这一页，已打开首页。",
  }],
];

// [where, pattern, words]: what Streamlit says around a name or a number.
const PATTERNS = [
  [TOOLS, /^Download as CSV: (.*)$/s, "下载 CSV：$1"],
  [TOOLS, /^Search: (.*)$/s, "查找：$1"],
  [TOOLS, /^Fullscreen: (.*)$/s, "全屏：$1"],
  [TOOLS, /^Close fullscreen: (.*)$/s, "退出全屏：$1"],
  [TOOLS, /^Show\/hide columns: (.*)$/s, "显示或隐藏列：$1"],
  [TOOLS, /^Clear selection: (.*)$/s, "取消选中：$1"],
  [id("stTooltipHoverTarget"), /^Help for (.*)$/s, "说明：$1"],
  [".gdg-search-bar", /^(\d+) results?$/, "共 $1 处"],
  [".gdg-search-bar", /^(\d+) of (\d+) results?$/, "第 $1 处，共 $2 处"],
  [".gdg-search-bar", /^(\d+) of over 1000$/, "第 $1 处，共 1000 多处"],
  [".gdg-search-bar", /^over 1000$/, "1000 多处"],
  [CHART, /^Top values frequency chart(?:: (.*))?$/s, "最多的几个值：$1"],
  [CHART, /^binStart: .*; Range: (.*); Count: (\d+)$/, "$1：$2 个"],
  [CHART, /^True\/false distribution chart(?:: (.*))?$/s, "是否分布：$1"],
  ['[role="listbox"] [data-key="__creatable__"]', /^Add: (.*)$/s, "新增：$1"],
  [id("stFileUploaderDropzoneInstructions"), /^([\d.]+ ?[KMG]?B) per file$/, "每个文件不超过 $1"],
  [`${UPLOADER} button`, /^Remove (.*)$/s, "去掉 $1"],
  [`${UPLOADER} button`, /^Cancel upload of (.*)$/s, "取消上传 $1"],
  [ERRORS, /^File must be ([\d.]+ ?[KMG]?B) or smaller\.$/, "文件不能超过 $1。"],
  [ERRORS, /^.* files are not allowed\.$/s, "不收这种文件。"],
  [id("stTopNav"), /^(\d+) more$/, "另外 $1 页"],
  ["[data-live-announcer]", /^(\d+) options? available\.$/, "有 $1 个选项。"],
  ["[data-live-announcer]", /^(.*), selected$/s, "$1，已选中"],
  [id("stToastContainer"), /^(\d+) notifications?\.$/, "$1 条通知。"],
  [DIALOG, /^You have requested page \/(.*), but no corresponding file was found in the app's pages\/ directory\. Running the app's main page\.$/s,
    "没有“$1”这一页，已打开首页。"],
  [DIALOG, /^Connection failed with status (\d+).*$/s, "连接失败（状态码 $1）。请刷新重试。"],
];

const ATTRIBUTES = ["aria-label", "title", "placeholder"];
const SHORTEST = 3; // no phrase is shorter: most of a page is passed over at once
const ENGLISH = /[A-Za-z]{3}/;

const exact = new Map();
for (const [where, phrases] of PHRASES) {
  for (const [phrase, words] of Object.entries(phrases)) {
    exact.set(phrase, [...(exact.get(phrase) || []), [where, words]]);
  }
}

function translated(said, element) {
  if (!said || said.length < SHORTEST || !ENGLISH.test(said)) return null;
  const own = (exact.get(said) || []).find(([where]) => element.closest(where));
  if (own) return own[1];
  const [where, pattern, words] =
    PATTERNS.find(([place, each]) => each.test(said) && element.closest(place)) || [];
  return where ? said.replace(pattern, words) : null;
}

function text(node) {
  const words = node.parentElement && translated(node.data, node.parentElement);
  if (words) node.data = words;
}

function attribute(element, name) {
  const words = translated(element.getAttribute(name), element);
  if (words) element.setAttribute(name, words);
}

const NAMED = ATTRIBUTES.map((name) => `[${name}]`).join(",");

function whole(root) {
  if (root.nodeType === Node.TEXT_NODE) return text(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
  for (const element of [root, ...root.querySelectorAll(NAMED)]) {
    for (const name of ATTRIBUTES) attribute(element, name);
  }
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) text(node);
  return undefined;
}

function begin() {
  document.documentElement.lang = "zh-CN";
  whole(document.body);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") attribute(change.target, change.attributeName);
      else if (change.type === "characterData") text(change.target);
      else for (const node of change.addedNodes) if (node.isConnected) whole(node);
    }
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  return observer;
}

export default function () {
  // One for all pages and runs: dialogs outlive the page that asked for this.
  document.body.chineseWords ||= begin();
}
