package org.alphagrid;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles the class that a page shows as a worked example, so that the page stays true. */
public final class PageExample {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern CLASS = Pattern.compile("(?m)^public final class (\\w+)");

  private PageExample() {}

  /** Returns the first Java block below a heading of the second level. */
  public static String source(Path page, String heading) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf("\n## " + heading + "\n");
    if (begin < 0) {
      throw new AssertionError("%s has no heading '## %s'".formatted(page, heading));
    }
    int end = text.indexOf("\n## ", begin + 1);
    return found(BLOCK, text.substring(begin, end < 0 ? text.length() : end));
  }

  /**
   * Compiles that block and makes an object of its class. Annotations are not processed, so the
   * class registers itself nowhere.
   *
   * @param folder an empty folder for sources and class files
   */
  public static <T> T compile(Class<T> type, Path page, String heading, Path folder)
      throws IOException, ReflectiveOperationException {
    String source = source(page, heading);
    String name = found(CLASS, source);
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            folder.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(file);
      if (!compiler.getTask(messages, files, null, options, null, units).call()) {
        throw new AssertionError(
            "The example of %s does not compile: %s".formatted(page, messages));
      }
    }
    // Not closed: the example loads its inner classes when it is used.
    ClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, type.getClassLoader());
    Class<?> example = loader.loadClass(found(PACKAGE, source) + "." + name);
    return type.cast(example.getConstructor().newInstance());
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("Found no '%s' in: %s".formatted(pattern, text));
    }
    return matcher.group(1);
  }
}
