package org.alphagrid.eval.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.ThinkTags;

/**
 * Holds how a model is asked and read: a parent by its own files, a merged model by the donor's
 * with what its parents add.
 *
 * @param name the parent's role, or {@code merged}
 * @param files whose tokenizer, chat template and vocabulary it has
 * @param stopIds ids that end a completion
 * @param contextLength most tokens of a prompt and its completion together
 * @param thinkTags the tags it is expected to write
 * @param namesNoThinkTags whether no file of any parent names think tags
 * @param remarks what the user should know of it, as sentences
 */
record ModelVoice(
    String name,
    ModelFiles files,
    Set<Integer> stopIds,
    int contextLength,
    ThinkTags thinkTags,
    boolean namesNoThinkTags,
    List<String> remarks) {
  /** Names the voice of merged models. */
  static final String MERGED = "merged";

  /**
   * Returns a parent's.
   *
   * @param all every parent, of which one may name think tags where this one does not
   */
  static ModelVoice of(ModelFiles parent, List<ModelFiles> all) {
    return new ModelVoice(
        "parent/" + parent.name(),
        parent,
        parent.stopIds(),
        parent.spec().contextLength(),
        thinkTags(parent, all).orElse(ThinkTags.DEFAULT),
        thinkTags(parent, all).isEmpty(),
        List.of());
  }

  /**
   * Returns that of merged models: the donor's, with the stop ids of every parent and the smallest
   * context. An id that is ordinary text for the donor ends nothing.
   */
  static ModelVoice ofMerged(ModelFiles donor, List<ModelFiles> all) {
    Set<Integer> stopIds = new TreeSet<>(donor.stopIds());
    List<String> remarks = new ArrayList<>();
    for (ModelFiles parent : all) {
      for (int id : parent.stopIds()) {
        String text = donor.tokenizer().decodeWithoutSpecial(TokenIds.of(id));
        if (text.isEmpty()) {
          stopIds.add(id);
        } else if (!stopIds.contains(id)) {
          remarks.add(
              "id %d, which ends a completion of parent %s, is the text '%s' for parent %s, whose tokenizer merged models have: it ends none of theirs"
                  .formatted(id, parent.name(), text, donor.name()));
        }
      }
    }
    ModelFiles least =
        all.stream().min(Comparator.comparingInt(one -> one.spec().contextLength())).orElseThrow();
    Optional<ThinkTags> tags = thinkTags(donor, all);
    return new ModelVoice(
        MERGED,
        donor,
        stopIds,
        least.spec().contextLength(),
        tags.orElse(ThinkTags.DEFAULT),
        tags.isEmpty(),
        remarks);
  }

  /** The model's own come first, then those of any parent. */
  private static Optional<ThinkTags> thinkTags(ModelFiles own, List<ModelFiles> all) {
    return own.thinkTags()
        .or(() -> all.stream().flatMap(one -> one.thinkTags().stream()).findFirst());
  }
}
