"""The protocol tests of the Jupyter project, for the C# and the F# kernel: conformance.py csharp|fsharp"""
import sys
import unittest

import jupyter_kernel_test


class CSharp(jupyter_kernel_test.KernelTests):
    kernel_name = "workbench-csharp"
    language_name = "C#"
    file_extension = ".cs"
    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("test");'
    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": "Enumerable.Rang", "matches": {"Range"}},
        {"text": 'new[] { "a" }.Select(word => word.ToUpperI', "matches": {"ToUpperInvariant"}},
        {"text": "#!shar", "matches": {"#!share"}},
    ]
    complete_code_samples = ["1", "var x = 1;", "int F() => 3;", "// words", "if (true) { }"]
    incomplete_code_samples = ["int F() {", "for (var i = 0; i < 3; i++)", "Console.WriteLine("]
    invalid_code_samples = ["int = 3;", "}"]
    code_generate_error = 'throw new Exception("no");'
    code_execute_result = [{"code": "1+1", "result": "2"}, {"code": "6*7", "result": "42"}, {"code": '"a"+"b"', "result": "ab"}]
    code_display_data = [{"code": 'Notebook.Display("x");', "mime": "text/plain"}, {"code": "#!markdown\n**x**", "mime": "text/html"}]
    code_history_pattern = "1?1*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Console.WriteLine"
    code_clear_output = "Notebook.Clear();"


class FSharp(jupyter_kernel_test.KernelTests):
    kernel_name = "workbench-fsharp"
    language_name = "F#"
    file_extension = ".fs"
    code_hello_world = 'printfn "hello, world"'
    code_stderr = 'eprintfn "test"'
    completion_samples = [{"text": "List.filt", "matches": {"filter"}}, {"text": "System.Console.WriteL", "matches": {"WriteLine"}}]
    complete_code_samples = ["1", "let x = 1", "let f x =\n    x + 1\n"]
    incomplete_code_samples = ["let f x =", "[| 1", "\"\"\"abc", "{| A = 1", "[1; 2", "match 1 with", "let x = 1 +", "(* words"]
    invalid_code_samples = ["let = 3", "1 )"]
    code_generate_error = 'failwith "no"'
    code_execute_result = [{"code": "1+1", "result": "2"}, {"code": "6*7", "result": "42"}, {"code": "[1;2]", "result": "[1; 2]"}]
    code_display_data = [{"code": 'Notebook.Display "x" |> ignore', "mime": "text/plain"}]
    code_history_pattern = "1?1*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "List.map"
    code_clear_output = "Notebook.Clear()"


if __name__ == "__main__":
    chosen = {"csharp": CSharp, "fsharp": FSharp}[sys.argv[1]]
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(chosen))
    skipped = [test.id() for test, _ in result.skipped if not test.id().endswith("test_pager")]
    print("skipped beside the pager:", skipped)
    sys.exit(0 if result.wasSuccessful() and not skipped else 1)
