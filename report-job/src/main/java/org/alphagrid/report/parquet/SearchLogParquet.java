package org.alphagrid.report.parquet;

import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;
import org.alphagrid.report.searchlog.SearchRecord;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes {@code search-log.parquet}: the rows of {@code search-log.csv} as one typed file. */
public final class SearchLogParquet implements Renderer {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message search_log {
            required int32 stage;
            required binary stage_name (STRING);
            optional binary candidate (STRING);
            required binary verdict (STRING);
            optional binary rival (STRING);
            optional double p_adjusted;
            required binary reason (STRING);
          }
          """);

  @Override
  public ReportFile render(Report report) {
    return ParquetTable.render(
        "search-log.parquet",
        SCHEMA,
        report.search().orElseThrow().decisions(),
        SearchLogParquet::group);
  }

  private static Group group(SearchRecord.Entry entry) {
    SimpleGroup group = new SimpleGroup(SCHEMA);
    group.add("stage", entry.stage());
    group.add("stage_name", entry.name());
    text(group, "candidate", entry.candidate());
    group.add("verdict", entry.verdict().toString());
    text(group, "rival", entry.rival());
    if (entry.p() != null) {
      group.add("p_adjusted", entry.p());
    }
    group.add("reason", entry.reason());
    return group;
  }

  private static void text(SimpleGroup group, String column, String value) {
    if (!value.isEmpty()) {
      group.add(column, value);
    }
  }
}
