package org.alphagrid.report.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.alphagrid.report.model.SmallReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvePngTest {

  @Test
  void pictureHasTheStatedSizeAndSomethingOnIt() throws IOException {
    assertDrawn(new CurvePng().render(SmallReport.report()).content());
  }

  /** What a JDK in a bare container finds: no font, no configuration and no cache of an old one. */
  @Test
  void machineWithoutFontsStillGetsAPicture(@TempDir Path empty) throws Exception {
    Path configuration = empty.resolve("fonts.conf");
    Files.writeString(configuration, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    Path picture = empty.resolve("curve.png");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + empty,
            "-cp",
            System.getProperty("java.class.path"),
            Drawing.class.getName(),
            picture.toString());
    builder.environment().put("FONTCONFIG_FILE", configuration.toString());
    builder.environment().put("HOME", empty.toString());

    int exit = builder.inheritIO().start().waitFor();

    assertThat(exit).isZero();
    assertDrawn(Files.readAllBytes(picture));
  }

  private static void assertDrawn(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(2000, 1120);
    // The title stands in the middle of the top margin.
    long inked = 0;
    for (int x = 600; x < 1400; x++) {
      for (int y = 40; y < 130; y++) {
        inked += (image.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
      }
    }
    assertThat(inked).isGreaterThan(500);
  }

  /** Runs in a JVM of its own. */
  static final class Drawing {
    private Drawing() {}

    public static void main(String[] args) throws IOException {
      Files.write(Path.of(args[0]), new CurvePng().render(SmallReport.report()).content());
    }
  }
}
