"""Writes goldens.json: what Jinja renders, set up as transformers sets it up.

Development only (Debian: python3-jinja2). Run in this folder:

    python3 generate_goldens.py

Templates in templates/ are our own and use the constructs of the model families they are named
after. Every template is rendered for every conversation; features.txt adds one template per line.
"""

import copy
import datetime
import json
import pathlib

import jinja2
import jinja2.ext
import jinja2.nodes
import jinja2.sandbox

NOW = datetime.datetime(2025, 7, 1)
HERE = pathlib.Path(__file__).parent


class Generation(jinja2.ext.Extension):
    """The tag that marks assistant text, a call block as in transformers."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        call = self.call_method("_support")
        return jinja2.nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _support(self, caller):
        return caller()


def environment():
    def raise_exception(message):
        raise jinja2.exceptions.TemplateError(message)

    def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(
            x,
            ensure_ascii=ensure_ascii,
            indent=indent,
            separators=separators,
            sort_keys=sort_keys,
        )

    env = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Generation, jinja2.ext.loopcontrols],
    )
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = NOW.strftime
    return env


def outcome(template, variables):
    try:
        # Some filters change their argument in place (indent on a list).
        return {"text": environment().from_string(template).render(**copy.deepcopy(variables))}
    except Exception as e:
        return {"error": f"{type(e).__name__}: {e}"}


CALL = {
    "type": "function",
    "id": "abcdefgh1",
    "function": {"name": "add", "arguments": {"a": 1, "b": [2.5, None, True], "s": "é\"\n<&>"}},
}
TOOL = {
    "type": "function",
    "function": {
        "name": "add",
        "description": "Adds \"numbers\" — all of them.",
        "parameters": {"type": "object", "properties": {"a": {"type": "number"}}, "required": []},
        "return": "number",
    },
}

CONVERSATIONS = {
    "question": [{"role": "user", "content": "17+48+9=?"}],
    "system": [
        {"role": "system", "content": " Be brief. "},
        {"role": "user", "content": "  What is \\boxed{x}?\n\n"},
    ],
    "turns": [
        {"role": "user", "content": "1+1=?"},
        {"role": "assistant", "content": "<think>\nEasy.\n</think>\n\n2"},
        {"role": "user", "content": "2+2=? ünï → 漢字 😀"},
    ],
    "assistant-last": [
        {"role": "user", "content": "1+1=?"},
        {"role": "assistant", "content": "<think>\n\nEasy.\n\n</think>\n\n\n2\n"},
    ],
    "tool": [
        {"role": "user", "content": "Add 1 and 2."},
        {"role": "assistant", "content": "Calling.", "tool_calls": [CALL]},
        {"role": "tool", "content": "3", "tool_call_id": "abcdefgh1"},
        {"role": "tool", "content": "three", "tool_call_id": "abcdefgh1"},
        {"role": "assistant", "content": "It is 3."},
    ],
    "tool-null-content": [
        {"role": "user", "content": "Add 1 and 2."},
        {"role": "assistant", "content": None, "tool_calls": [CALL, CALL]},
        {"role": "tool", "content": {"content": 3}, "tool_call_id": "abcdefgh1"},
    ],
    "parts": [
        {"role": "user", "content": [{"type": "text", "text": "See "}, {"type": "image"}, "it"]},
        {"role": "assistant", "content": {"b": 1, "A": [1, "x"]}},
        {"role": "stop", "content": ""},
        {"role": "user", "content": "unseen"},
    ],
    "reasoning-field": [
        {"role": "user", "content": "<tool_response>1</tool_response>"},
        {"role": "user", "content": "q"},
        {"role": "assistant", "reasoning_content": "\nhm\n", "content": "\na"},
        {"role": "assistant", "content": "b"},
    ],
    "empty-turn": [{"role": "user", "content": ""}],
    "nothing": [],
}

SETTINGS = {
    "plain": {"tools": None, "add_generation_prompt": True},
    "closed": {"tools": None, "add_generation_prompt": False},
    "tools": {"tools": [TOOL, TOOL], "add_generation_prompt": True},
    "variables": {
        "tools": None,
        "add_generation_prompt": True,
        "enable_thinking": False,
        "date_string": "1 Jan 2000",
        "builtin_tools": ["search", "code_interpreter", "maps"],
    },
}

TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}

FEATURE_VARIABLES = {
    "t": "  Hello Wörld\n",
    "s": "abc def abc",
    "emoji": "a😀b漢",
    "n": 7,
    "f": 2.5,
    "big": 1e16,
    "yes": True,
    "no": False,
    "nil": None,
    "l": [3, 1, 2],
    "w": ["b", "A", "c", "a"],
    "d": {"b": 1, "A": 2, "items": "own"},
    "m": [
        {"role": "system", "content": "s"},
        {"role": "user", "content": "u"},
        {"role": "assistant", "content": None},
        {"role": "user", "content": "v", "more": {"deep": [1, 2]}},
    ],
}


def main():
    templates = []
    for file in sorted((HERE / "templates").glob("*.jinja")):
        template = file.read_text()
        cases = []
        for setting, variables in SETTINGS.items():
            for conversation, messages in CONVERSATIONS.items():
                given = {**TOKENS, "messages": messages, **variables}
                case = {"setting": setting, "conversation": conversation}
                cases.append({**case, **outcome(template, given)})
        templates.append({"name": file.stem, "template": template, "cases": cases})
    features = []
    left_out = []
    for line in (HERE / "features.txt").read_text().splitlines():
        template = line.replace("⏎", "\n")
        if line.startswith("## Left out"):
            features, kept = left_out, features
        elif line and not line.startswith("##"):
            # What Jinja prints for generators holds an address, so the left out have no outcome.
            known = {} if features is left_out else outcome(template, FEATURE_VARIABLES)
            features.append({"template": template, **known})
    goldens = {
        "jinja": jinja2.__version__,
        "tokens": TOKENS,
        "conversations": CONVERSATIONS,
        "settings": SETTINGS,
        "templates": templates,
        "variables": FEATURE_VARIABLES,
        "features": kept,
        "leftOut": left_out,
    }
    text = json.dumps(goldens, ensure_ascii=False, indent=1)
    (HERE / "goldens.json").write_text(text + "\n")
    print(
        sum(len(t["cases"]) for t in templates),
        "template cases,",
        len(kept),
        "features,",
        len(left_out),
        "left out",
    )


main()
