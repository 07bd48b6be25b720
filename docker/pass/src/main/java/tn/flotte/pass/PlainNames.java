package tn.flotte.pass;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose parameters have lost the generated part of their names ({@code _f7f3a:}). */
final class PlainNames extends HttpServletRequestWrapper {

  private final Map<String, String[]> parameters = new LinkedHashMap<>();

  PlainNames(HttpServletRequest request) {
    super(request);
    request
        .getParameterMap()
        .forEach(
            (name, values) ->
                parameters.put(
                    name.startsWith("_f") ? name.substring(name.indexOf(':') + 1) : name, values));
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null || values.length == 0 ? null : values[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return parameters.get(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }
}
