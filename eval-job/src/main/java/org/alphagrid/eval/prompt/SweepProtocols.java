package org.alphagrid.eval.prompt;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.protocol.Protocol;
import org.alphagrid.eval.protocol.ProtocolReader;
import org.alphagrid.eval.protocol.TemplateSource;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.sweep.ProtocolChoice;
import org.alphagrid.merge.sweep.Sweep;

/**
 * Binds the protocols of a sweep. A parent is asked and read by its own files, a merged point by
 * the donor's; {@code eval.template} names one parent whose template and tokenizer ask instead.
 */
public final class SweepProtocols {
  private final Sweep sweep;
  private final ParentFiles files;
  private final ProtocolBinder binder;

  private SweepProtocols(Sweep sweep, ParentFiles files, ProtocolBinder binder) {
    this.sweep = sweep;
    this.files = files;
    this.binder = binder;
  }

  /**
   * Binds every protocol that a point of the sweep uses.
   *
   * @param sets the benchmarks
   * @return by name
   * @throws UserException when the files of a parent are missing or wrong
   */
  public static Map<String, BoundProtocol> bind(
      Sweep sweep, List<ProblemSet> sets, ProtocolReader protocols) throws IOException {
    try (ParentFiles files = ParentFiles.read(sweep.parents(), asked(sweep))) {
      SweepProtocols all = new SweepProtocols(sweep, files, new ProtocolBinder(sweep.eval(), sets));
      Map<String, BoundProtocol> bound = new TreeMap<>();
      for (GridPoint point : sweep.models()) {
        String name = name(sweep, point);
        if (!bound.containsKey(name)) {
          Protocol protocol = protocols.read(sweep.eval().protocols().of(point));
          bound.put(name, all.bind(name, protocol, point));
        }
      }
      return bound;
    }
  }

  /** Returns the name of the bound protocol of a point. */
  public static String name(Sweep sweep, GridPoint point) {
    String voice = point.parent().map(ParentRole::key).orElse(ModelVoice.MERGED);
    return sweep.eval().protocols().of(point) + "/" + voice;
  }

  private static Set<ParentRole> asked(Sweep sweep) {
    Set<ParentRole> asked = new TreeSet<>(Set.of(sweep.donor()));
    ProtocolChoice choice = sweep.eval().protocols();
    for (GridPoint point : sweep.models()) {
      point.parent().ifPresent(asked::add);
      choice.templateOf(point).ifPresent(asked::add);
    }
    return asked;
  }

  private BoundProtocol bind(String name, Protocol protocol, GridPoint point) {
    ModelVoice voice =
        point
            .parent()
            .map(parent -> ModelVoice.of(files.of(parent), files.speaking()))
            .orElseGet(() -> ModelVoice.ofMerged(files.of(sweep.donor()), files.speaking()));
    return binder.bind(name, protocol, voice, asker(protocol, voice, point));
  }

  /** A parent without a chat template borrows the donor's where both have the same tokenizer. */
  private ModelFiles asker(Protocol protocol, ModelVoice voice, GridPoint point) {
    ModelFiles asker =
        sweep.eval().protocols().templateOf(point).map(files::of).orElse(voice.files());
    if (protocol.template().kind() != TemplateSource.Kind.TOKENIZER
        || asker.config().defaultTemplate().isPresent()) {
      return asker;
    }
    ModelFiles donor = files.of(sweep.donor());
    boolean lends =
        donor.config().defaultTemplate().isPresent()
            && donor.reference().digest().equals(asker.reference().digest());
    if (!lends) {
      throw new UserException(
          "Cannot ask %s: %s has no chat template (no 'chat_template' in tokenizer_config.json, no chat_template.jinja; give the protocol a template of its own, or the sweep eval.template: the parent whose template asks every point)"
              .formatted(voice.name(), asker.directory()));
    }
    return donor;
  }
}
