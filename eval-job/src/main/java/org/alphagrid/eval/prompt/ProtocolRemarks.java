package org.alphagrid.eval.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Protocol;
import org.alphagrid.eval.protocol.ThinkTags;

/** Says in sentences what follows from a model's files and should be known before a run. */
final class ProtocolRemarks {
  private static final int MOST_EXAMPLES = 3;

  private ProtocolRemarks() {}

  /**
   * @param given the protocol as its file says
   * @param samples how many of each problem are asked for
   */
  static List<String> of(
      BoundProtocol bound, Protocol given, int samples, ModelVoice voice, ModelFiles asker) {
    List<String> remarks = new ArrayList<>(voice.remarks());
    equalSamples(bound, samples, remarks);
    unknownIds(bound, voice, remarks);
    context(bound, remarks);
    tags(bound.protocol().thinkTags(), given.thinkTags() != null, voice, remarks);
    otherTokens(bound, voice, asker, remarks);
    return remarks;
  }

  private static void equalSamples(BoundProtocol bound, int samples, List<String> remarks) {
    for (PreparedBenchmark benchmark : bound.benchmarks()) {
      boolean shuffled = benchmark.set().benchmark().shuffleChoices();
      if (samples > 1 && benchmark.decoding().greedy() && !shuffled) {
        remarks.add(
            "at temperature 0 the %d samples of a problem of %s are the same: samples: 1 says as much at less cost"
                .formatted(samples, benchmark.name()));
      }
    }
  }

  private static void unknownIds(BoundProtocol bound, ModelVoice voice, List<String> remarks) {
    int rows = voice.files().spec().vocabularySize();
    for (PreparedBenchmark benchmark : bound.benchmarks()) {
      int beyond = benchmark.beyond(rows).size();
      if (beyond > 0) {
        remarks.add(
            "%d of %d problems of %s hold tokens beyond the %,d rows of the embedding: their samples end in an error"
                .formatted(beyond, benchmark.problems(), benchmark.name(), rows));
      }
    }
  }

  private static void context(BoundProtocol bound, List<String> remarks) {
    for (PreparedBenchmark benchmark : bound.benchmarks()) {
      int cap = benchmark.decoding().maxTokens();
      if (benchmark.longest() > bound.contextLength()) {
        remarks.add(
            "completions of %s end at the context of %,d tokens: the longest prompt has %,d, and the protocol allows %,d more"
                .formatted(
                    benchmark.name(), bound.contextLength(), benchmark.longest() - cap, cap));
      }
    }
  }

  private static void tags(ThinkTags tags, boolean given, ModelVoice voice, List<String> remarks) {
    ModelTokenizer tokenizer = voice.files().tokenizer();
    if (!given && voice.namesNoThinkTags()) {
      remarks.add(
          "no chat template and no tokenizer of the parents names think tags: a thought is looked for between %s; where a model writes others, give the protocol thinkTags: {open: ..., close: ...}"
              .formatted(tags));
    } else if (tokenizer.id(tags.open()).isEmpty() || tokenizer.id(tags.close()).isEmpty()) {
      remarks.add(
          "the think tags %s are several tokens: thoughts are told from answers by the text"
              .formatted(tags));
    }
  }

  /** Prompts of another model's tokenizer may hold ids that this model knows as other tokens. */
  private static void otherTokens(
      BoundProtocol bound, ModelVoice voice, ModelFiles asker, List<String> remarks) {
    if (bound.tokenizer().digest().equals(bound.promptTokenizer().digest())) {
      return;
    }
    Set<Integer> ids = new TreeSet<>();
    bound.benchmarks().stream()
        .flatMap(benchmark -> benchmark.rendered().stream())
        .flatMap(List::stream)
        .flatMapToInt(problem -> problem.tokens().stream())
        .forEach(ids::add);
    List<String> examples = new ArrayList<>();
    int count = 0;
    for (int id : ids) {
      String asked = asker.tokenizer().decode(TokenIds.of(id));
      String read = voice.files().tokenizer().decode(TokenIds.of(id));
      if (!asked.equals(read)) {
        count++;
        if (examples.size() < MOST_EXAMPLES) {
          examples.add("%d is '%s', not '%s'".formatted(id, read, asked));
        }
      }
    }
    if (count > 0) {
      remarks.add(
          "eval.template asks it in the tokens of parent %s, of which %d mean something else to it (%s); leave eval.template out and parents are asked by their own files"
              .formatted(asker.name(), count, String.join(", ", examples)));
    }
  }
}
