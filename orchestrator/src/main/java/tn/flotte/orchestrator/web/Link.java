package tn.flotte.orchestrator.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An address within the site that can be sent to a colleague; blank parameters are left out. */
record Link(String path, Map<String, String> parameters) {
  Link {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  Link(String path) {
    this(path, Map.of());
  }

  public Link with(String name, @Nullable Object value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    if (value == null || value.toString().isBlank()) {
      changed.remove(name);
    } else {
      changed.put(name, value.toString());
    }
    return new Link(path, changed);
  }

  public Link without(String name) {
    return with(name, null);
  }

  public Link at(String otherPath) {
    return new Link(otherPath, parameters);
  }

  @Override
  public String toString() {
    if (parameters.isEmpty()) {
      return path;
    }
    return parameters.entrySet().stream()
        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
