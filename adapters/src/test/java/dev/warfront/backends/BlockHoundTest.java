package dev.warfront.backends;

import dev.warfront.testing.BlockHoundIsAwake;

class BlockHoundTest extends BlockHoundIsAwake {}
