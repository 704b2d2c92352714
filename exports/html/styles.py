"""Hold the looks of a web page, on screen and on paper, and the script that sorts its tables."""

from exports.report import MARGIN_CM, Report

_SHEET = """
:root{--text:#1b1b1a;--muted:#5f6368;--line:#c9c9c4;--rule:#1b1b1a;--fill:#f4f4f2;--paper:#fff;
--link:#0b5c62;--fit:#e1efee;--against:#f6e2dc}
@media (prefers-color-scheme:dark){:root{--text:#ececea;--muted:#a9adb2;--line:#4a4c4e;
--rule:#ececea;--fill:#2a2c2e;--paper:#1c1e1f;--link:#7cc7cc;--fit:#23403f;--against:#4d2f29}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:110rem;background:var(--paper);color:var(--text);
font:15px/1.45 Arial,"Liberation Sans",Helvetica,sans-serif}
h1{font-size:1.6rem;margin:0}h2{font-size:1.25rem;margin:2rem 0 .6rem}
h3{font-size:1.05rem;margin:1.6rem 0 .5rem}
header p,footer p,.notes,.muted,.comment{color:var(--muted)}
.notes,footer p,.muted{font-size:.85rem}
.lead{max-width:48rem;margin:.5rem 0 1rem}
.scroll{overflow-x:auto;margin:1rem 0 .4rem}
table{border-collapse:collapse;width:100%;min-width:44rem;table-layout:fixed;
border-top:1.5px solid var(--rule);border-bottom:1.5px solid var(--rule)}
caption{text-align:start;padding:0 0 .5rem}
figure{margin:1.5rem 0}figcaption{padding:0 0 .5rem}
th,td{text-align:start;vertical-align:top;padding:.4rem .55rem;border-bottom:1px solid var(--line);
overflow-wrap:anywhere}
th,td,p,h2,h3,caption,blockquote{unicode-bidi:plaintext}
tbody th,tfoot th{font-weight:normal}
thead th{font-weight:bold;vertical-align:bottom;background:var(--fill);
border-bottom:1.5px solid var(--rule);position:sticky;top:0}
thead button{font:inherit;color:inherit;background:none;border:0;padding:0;text-align:start;
cursor:pointer}
thead button::after{content:" \\2195";color:var(--muted)}
th[aria-sort=ascending] button::after{content:" \\2191"}
th[aria-sort=descending] button::after{content:" \\2193"}
tfoot tr>*{border-top:1.5px solid var(--rule)}
td p,th p,.lead p,blockquote,article p{margin:0 0 .25rem}
.star{font-style:italic}
.memo{color:var(--muted);font-size:.85rem}
.fit{font-weight:bold;background:var(--fit);padding:0 .3rem;border-radius:.2rem}
.against{background:var(--against)}
a{color:var(--link)}
:focus-visible,:target{outline:2px solid var(--link);outline-offset:2px}
article{display:grid;grid-template-columns:11rem 1fr 13rem;gap:1rem;padding:.6rem 0;
border-bottom:1px solid var(--line)}
@media (max-width:52rem){article{grid-template-columns:1fr;gap:.3rem}}
@media print{:root{--text:#000;--muted:#444;--line:#999;--rule:#000;--fill:#f4f4f2;--paper:#fff;
--link:#000;--fit:#eee;--against:#ddd}
body{padding:0;max-width:none;font-size:9pt}.scroll{overflow:visible}table{min-width:0}
thead{display:table-header-group}tfoot{display:table-row-group}thead th{position:static}
thead button::after{content:""!important}tr,article{break-inside:avoid}
h2,h3,caption{break-after:avoid}.page{break-before:page}}
"""

SORTING = """
(function(){"use strict";
var order=new Intl.Collator("en-GB",{numeric:true});
function value(row,at){var c=row.cells[at];return c.dataset.value||c.textContent.trim();}
document.querySelectorAll("table.sorts").forEach(function(table){
var heads=table.tHead.rows[table.tHead.rows.length-1].cells;
Array.prototype.forEach.call(heads,function(head,at){
var button=document.createElement("button");button.type="button";
while(head.firstChild){button.appendChild(head.firstChild);}head.appendChild(button);
button.addEventListener("click",function(){
var down=head.getAttribute("aria-sort")==="ascending";
Array.prototype.forEach.call(heads,function(other){other.removeAttribute("aria-sort");});
head.setAttribute("aria-sort",down?"descending":"ascending");
var body=table.tBodies[0],rows=Array.prototype.slice.call(body.rows);
rows.sort(function(a,b){var x=value(a,at),y=value(b,at);
if(!x||!y){return x?-1:y?1:0;}return (down?-1:1)*order.compare(x,y);});
rows.forEach(function(row){body.appendChild(row);});});});});
})();
"""


def style_sheet(report: Report) -> str:
    """Give the style sheet, with the paper to print on."""
    page = f"@page{{size:{report.paper} {report.orientation};margin:{MARGIN_CM}cm}}"
    return f"{_SHEET}{page}"
