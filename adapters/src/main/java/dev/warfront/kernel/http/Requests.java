package dev.warfront.kernel.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;

/// What is wrong with a request that Spring could not hand to a controller.
final class Requests {
    private static final Map<String, Violation> CODES = Map.ofEntries(
            Map.entry("NotNull", Violation.REQUIRED),
            Map.entry("NotBlank", Violation.REQUIRED),
            Map.entry("NotEmpty", Violation.REQUIRED),
            Map.entry("Size", Violation.SIZE),
            Map.entry("Pattern", Violation.FORMAT),
            Map.entry("Min", Violation.RANGE),
            Map.entry("Max", Violation.RANGE),
            Map.entry("Positive", Violation.RANGE),
            Map.entry("PositiveOrZero", Violation.RANGE),
            Map.entry("DecimalMin", Violation.RANGE),
            Map.entry("DecimalMax", Violation.RANGE),
            Map.entry("typeMismatch", Violation.MALFORMED));

    private Requests() {}

    static Problem problemOf(Throwable failure, ErrorResponse response) {
        return switch (failure) {
            case WebExchangeBindException bind ->
                Problem.invalid(
                        bind.getAllErrors().stream().map(Requests::violation).toList());
            case HandlerMethodValidationException arguments -> Problem.invalid(violations(arguments));
            case ServerWebInputException input -> Problem.invalid(violations(input));
            default -> byStatus(response.getStatusCode().value());
        };
    }

    private static Problem byStatus(int status) {
        return switch (status) {
            case 400 -> Problem.invalid(List.of());
            case 404 -> Problem.with(HttpStatus.NOT_FOUND, "NOT_FOUND");
            case 405 -> Problem.with(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED");
            case 406 -> Problem.with(HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE");
            case 413 -> BoundedRequest.tooLarge().problem();
            case 415 -> Problem.with(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE");
            default -> Problem.with(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR");
        };
    }

    private static FieldViolation violation(ObjectError error) {
        return new FieldViolation(
                code(error.getCode()), error instanceof FieldError field ? snake(field.getField()) : null);
    }

    private static List<FieldViolation> violations(HandlerMethodValidationException arguments) {
        var violations = new ArrayList<FieldViolation>();
        for (var parameter : arguments.getParameterValidationResults()) {
            for (var error : parameter.getResolvableErrors()) {
                violations.add(
                        error instanceof FieldError field
                                ? violation(field)
                                : new FieldViolation(code(lastCode(error)), name(parameter.getMethodParameter())));
            }
        }
        return violations;
    }

    private static List<FieldViolation> violations(ServerWebInputException input) {
        return Stream.iterate((Throwable) input, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .filter(JacksonException.class::isInstance)
                .findFirst()
                .map(json -> violation((JacksonException) json))
                .map(List::of)
                .orElseGet(() -> List.of(parameterViolation(input)));
    }

    private static FieldViolation violation(JacksonException json) {
        var field = path(json);
        return switch (json) {
            case InvalidNullException _ -> new FieldViolation(Violation.REQUIRED, field);
            case MismatchedInputException other
            when isEnum(other.getTargetType()) -> FieldViolation.oneOf(other.getTargetType(), field);
            default -> new FieldViolation(Violation.MALFORMED, field);
        };
    }

    private static boolean isEnum(@Nullable Class<?> type) {
        return type != null && type.isEnum();
    }

    private static FieldViolation parameterViolation(ServerWebInputException input) {
        var parameter = input.getMethodParameter();
        if (parameter == null || parameter.hasParameterAnnotation(RequestBody.class)) {
            return new FieldViolation(Violation.REQUIRED, null);
        }
        if (input.getCause() == null) {
            return new FieldViolation(Violation.REQUIRED, name(parameter));
        }
        var type = parameter.nestedIfOptional().getNestedParameterType();
        return type.isEnum()
                ? FieldViolation.oneOf(type, name(parameter))
                : new FieldViolation(Violation.MALFORMED, name(parameter));
    }

    private static @Nullable String name(MethodParameter parameter) {
        var named = parameter.getParameterAnnotation(RequestParam.class);
        if (named != null && !named.name().isEmpty()) {
            return named.name();
        }
        var name = parameter.getParameterName();
        return name == null ? null : snake(name);
    }

    /// `events[3].players`, in the names of the wire; null for text that is no JSON at all.
    private static @Nullable String path(JacksonException json) {
        var reached = json instanceof StreamReadException broken ? placeReached(broken) : null;
        return reached == null ? pathTaken(json) : reached;
    }

    private static @Nullable String pathTaken(JacksonException json) {
        var path = new StringBuilder();
        for (var step : json.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    /// Where the parser stands that refused to go on.
    private static @Nullable String placeReached(StreamReadException broken) {
        var parser = broken.processor();
        if (parser == null) {
            return null;
        }
        var path = new StringBuilder();
        for (var at = parser.streamReadContext(); at != null; at = at.getParent()) {
            if (at.inArray()) {
                path.insert(0, "[" + at.getCurrentIndex() + "]");
            } else if (at.inObject() && at.currentName() != null) {
                path.insert(0, (at.getParent().inRoot() ? "" : ".") + at.currentName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static @Nullable String lastCode(MessageSourceResolvable error) {
        var codes = error.getCodes();
        return codes == null || codes.length == 0 ? null : codes[codes.length - 1];
    }

    private static Violation code(@Nullable String constraint) {
        return constraint == null ? Violation.INVALID : CODES.getOrDefault(constraint, Violation.INVALID);
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
