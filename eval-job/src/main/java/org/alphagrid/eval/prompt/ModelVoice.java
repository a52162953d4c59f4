package org.alphagrid.eval.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.merge.method.ParentRole;

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
    Optional<ThinkTags> tags =
        parent.thinkTags().or(() -> namedBy(all).flatMap(ModelFiles::thinkTags));
    return new ModelVoice(
        "parent/" + parent.name(),
        parent,
        parent.stopIds(),
        contextLength(parent),
        tags.orElse(ThinkTags.DEFAULT),
        tags.isEmpty(),
        List.of());
  }

  /**
   * Returns that of merged models: the donor's, with the stop ids of every parent, the smallest
   * context and the think tags of the parent that has them.
   *
   * @throws UserException when the donor's tokenizer cannot write those tags
   */
  static ModelVoice ofMerged(ModelFiles donor, List<ModelFiles> all) {
    List<String> remarks = new ArrayList<>();
    ModelFiles least =
        all.stream().min(Comparator.comparingInt(ModelVoice::contextLength)).orElseThrow();
    if (all.stream().anyMatch(one -> contextLength(one) > contextLength(least))) {
      remarks.add(
          "prompt and completion end at %,d tokens, the context of parent %s: the smallest of its parents"
              .formatted(contextLength(least), least.name()));
    }
    Optional<ModelFiles> thinker = namedBy(all);
    return new ModelVoice(
        MERGED,
        donor,
        stopIds(donor, all, remarks),
        contextLength(least),
        thinker.map(one -> tagsAsWritten(one, donor, remarks)).orElse(ThinkTags.DEFAULT),
        thinker.isEmpty(),
        remarks);
  }

  private static int contextLength(ModelFiles files) {
    return files.spec().contextLength();
  }

  /** An id that is ordinary text for the donor ends nothing. */
  private static Set<Integer> stopIds(
      ModelFiles donor, List<ModelFiles> all, List<String> remarks) {
    Set<Integer> stopIds = new TreeSet<>(donor.stopIds());
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
    return stopIds;
  }

  /** The think parent goes first. */
  private static Optional<ModelFiles> namedBy(List<ModelFiles> all) {
    return all.stream()
        .filter(one -> one.thinkTags().isPresent())
        .min(Comparator.comparing(one -> !one.name().equals(ParentRole.THINK.key())));
  }

  /** The ids of a parent's tags may be other texts for the donor, or none. */
  private static ThinkTags tagsAsWritten(
      ModelFiles thinker, ModelFiles donor, List<String> remarks) {
    ThinkTags tags = thinker.thinkTags().orElseThrow();
    ThinkTags written =
        new ThinkTags(
            asWritten(tags.open(), thinker, donor), asWritten(tags.close(), thinker, donor));
    if (!written.equals(tags)) {
      remarks.add(
          "the think tags %s of parent %s are written %s by parent %s, whose tokenizer merged models have: write donor: %s, so that merged points are asked and read in its tokens"
              .formatted(tags, thinker.name(), written, donor.name(), thinker.name()));
    }
    return written;
  }

  private static String asWritten(String tag, ModelFiles thinker, ModelFiles donor) {
    OptionalInt id = thinker.tokenizer().id(tag);
    if (id.isEmpty() || donor.tokenizer().id(tag).equals(id)) {
      return tag;
    }
    String text = donor.tokenizer().decode(TokenIds.of(id.getAsInt()));
    if (text.isBlank()) {
      throw new UserException(
          "Cannot tell thoughts of merged points from answers: '%s' is id %d of parent %s, and the tokenizer of parent %s, which merged points have, has no text for it (write donor: %s)"
              .formatted(tag, id.getAsInt(), thinker.name(), donor.name(), thinker.name()));
    }
    return text;
  }
}
