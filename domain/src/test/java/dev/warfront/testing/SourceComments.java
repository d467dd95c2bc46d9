package dev.warfront.testing;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// What the Javadoc of the program's classes says, read from their sources.
public final class SourceComments {
    private final Path root;

    /// By file, then by the name of the class.
    private final Map<Path, Map<String, Comment>> read = new HashMap<>();

    /// @param root the folder of all modules
    public SourceComments(Path root) {
        this.root = root;
    }

    /// Of a class of the program; without words when it has no Javadoc.
    public Comment of(Class<?> type) {
        return read.computeIfAbsent(file(type), SourceComments::comments)
                .getOrDefault(type.getName(), new Comment("", Map.of()));
    }

    private Path file(Class<?> type) {
        var path = type.getNestHost().getName().replace('.', '/') + ".java";
        try (var modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java").resolve(path))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no source of " + type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Comment> comments(Path file) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
            var found = new HashMap<String, Comment>();
            for (var unit : task.parse()) {
                new Scanner(DocTrees.instance(task), Objects.requireNonNull(unit.getPackageName()) + ".", found)
                        .scan(unit, null);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of one class.
    ///
    /// @param lead its first sentence, empty for none
    /// @param params what is said of the components of a record, without those of which nothing is said
    public record Comment(String lead, Map<String, String> params) {
        public Comment {
            params = Map.copyOf(params);
        }

        /// What is said of a component.
        public Optional<String> param(String name) {
            return Optional.ofNullable(params.get(name));
        }
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final String prefix;
        private final Map<String, Comment> found;

        private Scanner(DocTrees trees, String prefix, Map<String, Comment> found) {
            this.trees = trees;
            this.prefix = prefix;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            var comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                found.put(name(), comment(comment));
            }
            return super.visitClass(type, null);
        }

        /// As [Class#getName] has it.
        private String name() {
            var names = Stream.<String>builder();
            for (var tree : getCurrentPath()) {
                if (tree instanceof ClassTree type) {
                    names.add(type.getSimpleName().toString());
                }
            }
            return prefix + String.join("$", names.build().toList().reversed());
        }

        private static Comment comment(DocCommentTree comment) {
            var params = comment.getBlockTags().stream()
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .collect(Collectors.toMap(
                            param -> param.getName().getName().toString(), param -> text(param.getDescription())));
            return new Comment(text(comment.getFirstSentence()), params);
        }

        private static String text(List<? extends DocTree> parts) {
            return parts.stream()
                    .map(Scanner::text)
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static String text(DocTree part) {
            return switch (part) {
                case LinkTree link -> "`" + link.getReference().getSignature() + "`";
                case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
                default -> part.toString();
            };
        }
    }
}
