// Opens a merged checkpoint with Hugging Face's own libraries: an outside check that the files are
// what other tools expect. Usage: npm install && node open-checkpoint.mjs DIRECTORY
import { parseSafetensorsMetadata } from "@huggingface/hub";
import { Template } from "@huggingface/jinja";
import { Tokenizer } from "@huggingface/tokenizers";
import fs from "node:fs";
import path from "node:path";

const directory = process.argv[2];
const faults = [];
const expect = (what, found, expected) => {
  const same = JSON.stringify(found) === JSON.stringify(expected);
  console.log(`${same ? "ok  " : "BAD "} ${what}: ${JSON.stringify(found)}`);
  if (!same) faults.push(`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
};
const json = (name) => JSON.parse(fs.readFileSync(path.join(directory, name), "utf8"));

// Serves the directory as if it were a repository on the hub, byte ranges included.
async function serve(url, options = {}) {
  const file = path.join(directory, path.basename(new URL(url).pathname));
  if (!fs.existsSync(file)) return new Response("", { status: 404 });
  const bytes = fs.readFileSync(file);
  const range = new Headers(options.headers).get("range");
  const head = (more) => ({ etag: '"local"', ...more });
  if (!range) {
    const headers = head({ "content-length": String(bytes.length) });
    return new Response(options.method === "HEAD" ? null : bytes, { headers });
  }
  const [first, last] = range.replace("bytes=", "").split("-").map(Number);
  const part = bytes.subarray(first, last + 1);
  return new Response(part, {
    status: 206,
    headers: head({
      "content-range": `bytes ${first}-${last}/${bytes.length}`,
      "content-length": String(part.length),
    }),
  });
}

const metadata = await parseSafetensorsMetadata({
  repo: "local/point",
  fetch: serve,
  computeParametersCount: true,
});
const tensors = Object.assign(
  {},
  ...(metadata.sharded ? Object.values(metadata.headers) : [metadata.header]),
);
delete tensors.__metadata__;
const config = json("config.json");
const elements = Object.values(tensors)
  .map((tensor) => tensor.shape.reduce((a, b) => a * b, 1))
  .reduce((a, b) => a + b, 0);
expect("parameters by dtype", metadata.parameterCount, { BF16: elements });
expect("embedding", tensors["model.embed_tokens.weight"].shape, [
  config.vocab_size,
  config.hidden_size,
]);
expect("queries", tensors["model.layers.0.self_attn.q_proj.weight"].shape, [
  config.num_attention_heads * config.head_dim,
  config.hidden_size,
]);
const layers = Object.keys(tensors).map((name) => name.match(/layers\.(\d+)\./)?.[1]);
expect("layers", new Set(layers.filter(Boolean)).size, config.num_hidden_layers);

const settings = json("tokenizer_config.json");
const tokenizer = new Tokenizer(json("tokenizer.json"), settings);
const prompt = new Template(settings.chat_template).render({
  messages: [{ role: "user", content: "17+48+9=?" }],
  add_generation_prompt: true,
});
const { ids } = tokenizer.encode(prompt, { add_special_tokens: false });
expect("prompt from its ids", tokenizer.decode(ids, { skip_special_tokens: false }), prompt);

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
