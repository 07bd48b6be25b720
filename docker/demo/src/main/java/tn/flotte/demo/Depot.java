package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The built repository: where the jars of each part are.
 *
 * @param root the directory that holds {@code flotte}, the launcher
 */
record Depot(Path root) {
  Depot {
    root = root.toAbsolutePath().normalize();
  }

  /** The command that starts a part, with its start-up cache when there is one. */
  List<String> java(String module, String mainClass, String heap) {
    List<String> options =
        Optional.of(cache(module)).filter(Files::isRegularFile).stream()
            .map(file -> "-XX:AOTCache=" + file)
            .toList();
    return java(classPath(module), options, mainClass, heap);
  }

  /** The same, and what it loads is kept in the cache when it ends. */
  List<String> javaInTraining(String module, String mainClass, String heap) {
    return java(classPath(module), List.of("-XX:AOTCacheOutput=" + cache(module)), mainClass, heap);
  }

  /** With classes put before the part's own unless {@code extraClasses} is empty. */
  List<String> java(String extraClasses, String module, String mainClass, String heap) {
    if (extraClasses.isEmpty()) {
      return java(module, mainClass, heap);
    }
    return java(extraClasses + ":" + classPath(module), List.of(), mainClass, heap);
  }

  private static List<String> java(
      String classPath, List<String> options, String mainClass, String heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    // The second compiler would cost more than it gains: the work is done by other processes.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    return List.copyOf(command);
  }

  /** Whether the orchestrator's start-up cache was made. */
  boolean isTrained() {
    return Files.isRegularFile(cache("orchestrator"));
  }

  /** Of a part's class loading and linking (JEP 483); void as soon as a jar changes. */
  private Path cache(String module) {
    return target(module).resolve("demarrage.aot");
  }

  private String classPath(String module) {
    return ownJar(module) + ":" + libraries(module);
  }

  private Path ownJar(String module) {
    Path target = target(module);
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("flotte-.*[0-9T](-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow(() -> notBuilt(module));
    } catch (IOException e) {
      throw new DemoException("Lecture impossible : " + target, e);
    }
  }

  private String libraries(String module) {
    Path libraries = target(module).resolve("lib");
    if (!Files.isDirectory(libraries)) {
      throw notBuilt(module);
    }
    return libraries + "/*";
  }

  private Path target(String module) {
    return root.resolve(module).resolve("target");
  }

  private static DemoException notBuilt(String module) {
    return new DemoException(
        "Le module " + module + " n'est pas construit. Lancez par ./flotte, qui construit.");
  }

  Path samples() {
    return root.resolve("docker/demo/samples");
  }

  Path schedules() {
    return root.resolve("schedules");
  }
}
