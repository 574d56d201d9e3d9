"""A notebook of C#, F#, SQL and Markdown run by nbconvert, as a person would who wants a page; and the console."""
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

cells = [
    '#r "nuget: LiveCommerce.Charts, *-*"\nusing Microsoft.Data.Analysis;\nvar sales = new DataFrame(new StringDataFrameColumn("platform", new[] { "淘宝", "douyin" }), new DoubleDataFrameColumn("share", new[] { 0.75, 0.25 }));\nsales',
    "#!fsharp\n#!share --from csharp sales\nlet most = sales.Rows |> Seq.maxBy (fun row -> row.[1] :?> float)\nstring most.[0]",
    '#!sql --as total\nSELECT sum("share") AS total FROM sales',
    "Plotly.NET.CSharp.Chart.Column<double, string, string>([0.75, 0.25], Keys: new Plotly.NET.CSharp.Optional<IEnumerable<string>>([\"</script><b>淘宝\", \"douyin\"], true))",
    "Notebook.Clear(wait: true);\nConsole.WriteLine($\"total {total.Rows[0][0]}\");",
]
with tempfile.TemporaryDirectory() as folder:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    notebook.metadata.kernelspec = {"name": "workbench-csharp", "display_name": "C# (Workbench)", "language": "C#"}
    path = Path(folder) / "small.ipynb"
    nbformat.write(notebook, path)
    subprocess.run([sys.executable, "-m", "nbconvert", "--execute", "--to", "html", path], check=True)
    page = path.with_suffix(".html").read_text(encoding="utf-8")
    for wanted in ["<td style=\"text-align:left\">淘宝</td>", "2 rows, 2 columns", "total 1", "Plotly.newPlot"]:
        assert wanted in page, wanted
    assert "\\u003C/script\\u003E\\u003Cb\\u003E" in page and "</script><b>淘宝" not in page
    assert page.count("plotly.js v2.") == 1
    print("seen: a page of", len(page), "characters")

asked = "var x = 20;\nx * 2 + 2\n#!fsharp\n"
said = subprocess.run([sys.executable, "-m", "jupyter_console", "--kernel", "workbench-csharp", "--simple-prompt"], input=asked, capture_output=True, text=True, timeout=60).stdout
assert "42" in said, said
print("seen: 42 on the console")
